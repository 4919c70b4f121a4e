package dev.countersign.desktop.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ShorteningTest {

    private static final String TOKEN = "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl";

    @Test
    void aTokenInJsonKeepsItsBeginningAndItsLength() {
        assertThat(Shortening.message("{\"access_token\":\"" + TOKEN + "\",\"expires_in\":1800}"))
                .isEqualTo("{\"access_token\":\"eyJhbG…(49 chars)\",\"expires_in\":1800}");
    }

    @Test
    void aBearerTokenInAHeaderIsShortened() {
        assertThat(Shortening.message("Bearer " + TOKEN)).isEqualTo("Bearer eyJhbG…(49 chars)");
    }

    @Test
    void aChallengeIsNotACredential() {
        String challenge = "Bearer error=\"invalid_token\", error_description=\"expired\"";

        assertThat(Shortening.message(challenge)).isEqualTo(challenge);
    }

    @Test
    void codeAndVerifierInAFormAreShortenedAndTheRestStays() {
        String form =
                "grant_type=authorization_code&code=0123456789012345678901234567&code_verifier=abcdefghijklmnopqrstuvwxyzabcdefghijklmnopq&redirect_uri=x";

        assertThat(Shortening.message(form))
                .isEqualTo(
                        "grant_type=authorization_code&code=012345…(28"
                                + " chars)&code_verifier=abcdef…(43 chars)&redirect_uri=x");
    }

    @Test
    void aCodeInARedirectIsShortened() {
        assertThat(Shortening.message("http://127.0.0.1:8001/callback?code=0123456789012345&iss=x"))
                .isEqualTo("http://127.0.0.1:8001/callback?code=0123…(16 chars)&iss=x");
    }

    /** Form Post Response Mode: the code is the first field of what the browser posts. */
    @Test
    void aCodeThatIsPostedIsShortened() {
        assertThat(Shortening.message("POST http://127.0.0.1/callback  code=0123456789012345"))
                .isEqualTo("POST http://127.0.0.1/callback  code=0123…(16 chars)");
    }

    @Test
    void theChallengeOfPkceIsNoSecret() {
        String query = "https://as/authorize?code_challenge=abcdefghijklmnop&response_type=code";

        assertThat(Shortening.message(query)).isEqualTo(query);
    }

    @Test
    void ofAPasswordNothingRemainsNotEvenItsLength() {
        assertThat(Shortening.message("username=alice&password=hunter2")) //
                .isEqualTo("username=alice&password=…");
    }
}
