package dev.countersign.protocol.pkce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.countersign.protocol.pkce.DialectChallenge.Method;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Contract, section 6. */
class DialectChallengeTest {

    /** What {@code printf 123456789 | sha256sum} says. */
    private static final String SHA256 =
            "15e2b0d3c33891ebb0f1ef609ec419420c20e320ce94c65fbc8c3312448eb225";

    private final DialectVerifier verifier = new DialectVerifier("123456789");

    @Test
    void sha256IsTheLowerCaseDigest() {
        assertThat(DialectChallenge.of(Method.SHA256, verifier))
                .isEqualTo(new DialectChallenge(Method.SHA256, SHA256));
    }

    @ParameterizedTest
    @EnumSource(Method.class)
    void onlyItsOwnVerifierMatches(Method method) {
        DialectChallenge challenge = DialectChallenge.of(method, verifier);
        assertThat(challenge.matches(verifier)).isTrue();
        assertThat(challenge.matches(new DialectVerifier("123456788"))).isFalse();
    }

    @Test
    void aVerifierOfTheOtherFamilyMatchesNeverThoughTheTextIsTheSame() {
        String text = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
        DialectVerifier dialect = new DialectVerifier(text);
        CodeVerifier oauth = new CodeVerifier(text);
        assertThat(DialectChallenge.of(Method.S256, dialect).value())
                .isEqualTo(CodeChallenge.of(oauth).value());
        assertThat(DialectChallenge.of(Method.S256, dialect).matches(oauth)).isFalse();
        assertThat(CodeChallenge.of(oauth).matches(dialect)).isFalse();
    }

    @ParameterizedTest
    @EnumSource(Method.class)
    void theChallengeIsNotTheVerifier(Method method) {
        DialectChallenge challenge = DialectChallenge.of(method, verifier);
        assertThat(challenge.matches(new DialectVerifier(challenge.value()))).isFalse();
    }

    @Test
    void upperCaseAndWrongLengthsAreRefused() {
        for (String text :
                new String[] {
                    SHA256.toUpperCase(Locale.ROOT),
                    SHA256.substring(1),
                    SHA256 + "0",
                    SHA256 + "\n",
                    "",
                    "g".repeat(64)
                }) {
            assertThatIllegalArgumentException()
                    .as(text)
                    .isThrownBy(() -> new DialectChallenge(Method.SHA256, text));
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DialectChallenge(Method.SHA512, SHA256));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DialectChallenge(Method.S256, SHA256));
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "PLAIN", "sha256", "SHA-256", "s256", "MD5", ""})
    void noOtherMethodExists(String word) {
        assertThat(Method.of(word)).isEmpty();
    }

    @Test
    void aVerifierHasOneTo128CharactersAndIsNeverPrinted() {
        assertThat(new DialectVerifier("x").toString()).isEqualTo("[redacted]");
        assertThat(new DialectVerifier("ä".repeat(128)).value()).hasSize(128);
        assertThatIllegalArgumentException().isThrownBy(() -> new DialectVerifier(""));
        assertThatIllegalArgumentException().isThrownBy(() -> new DialectVerifier("x".repeat(129)));
    }
}
