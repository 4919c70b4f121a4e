package dev.countersign.protocol.pkce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CodeChallengeTest {

    private static final CodeVerifier VERIFIER =
            new CodeVerifier("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk");

    /** RFC 7636 appendix B. */
    @Test
    void s256MatchesTheExampleInTheRfc() {
        CodeChallenge challenge = new CodeChallenge("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
        assertThat(CodeChallenge.of(VERIFIER)).isEqualTo(challenge);
        assertThat(challenge.matches(VERIFIER)).isTrue();
    }

    @Test
    void anotherVerifierDoesNotMatch() {
        CodeChallenge challenge = CodeChallenge.of(VERIFIER);
        assertThat(challenge.matches(new CodeVerifier("a".repeat(43)))).isFalse();
    }

    /**
     * RFC 7636 §4.4.1: a client that thinks of plain sends the verifier, which proves nothing here.
     */
    @Test
    void aPlainChallengeMatchesNoVerifier() {
        CodeChallenge plain = new CodeChallenge(VERIFIER.value());
        assertThat(plain.matches(VERIFIER)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-c",
                "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cMM",
                "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw+cM",
                "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-c\n"
            })
    void whatIsNoBase64UrlOfASha256IsNoChallenge(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> new CodeChallenge(text));
    }

    /** RFC 7636 §4.1: 43 to 128 unreserved characters. */
    @Test
    void aVerifierHasItsGrammarAndIsNotShown() {
        assertThat(new CodeVerifier("~._-".repeat(32)).toString()).isEqualTo("[redacted]");
        for (String text : new String[] {"a".repeat(42), "a".repeat(129), "a".repeat(42) + " "}) {
            assertThatIllegalArgumentException().isThrownBy(() -> new CodeVerifier(text));
        }
    }
}
