package dev.countersign.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 8414 §2. */
class IssuerTest {

    @Test
    void pathsAreAppendedAsTheyAre() {
        assertThat(new Issuer("http://localhost:8080").at("/oauth2/token"))
                .isEqualTo("http://localhost:8080/oauth2/token");
        assertThat(new Issuer("https://id.example/tenant").isHttps()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://id.example",
                "http://localhost.evil.example",
                "https://id.example/",
                "https://id.example?x",
                "https://id.example#x",
                "ftp://id.example",
                "id.example",
                "not an issuer"
            })
    void plainHttpElsewhereThanOnLoopbackIsNoIssuer(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Issuer(text));
    }
}
