package dev.countersign.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 6454 §6.2. */
class OriginTest {

    @ParameterizedTest
    @CsvSource({
        "https://spa.example/callback?x=y, https://spa.example",
        "https://SPA.example:443/, https://spa.example",
        "https://spa.example:8443/a, https://spa.example:8443",
        "http://127.0.0.1:9000/callback, http://127.0.0.1:9000",
        "http://[::1]:80/callback, http://[::1]"
    })
    void aRedirectUrlHasTheOriginOfItsPages(String uri, String origin) {
        assertThat(Origin.of(new RedirectUri(uri))).contains(new Origin(origin));
    }

    @ParameterizedTest
    @CsvSource({
        "https://ID.example:443/tenant, https://id.example, id.example",
        "https://id.example:8443, https://id.example:8443, id.example",
        "http://localhost:8080, http://localhost:8080, localhost",
        "http://[::1]:8080, http://[::1]:8080, [::1]"
    })
    void anIssuerIsInAnOriginWhoseHostHasNoPort(String issuer, String origin, String host) {
        assertThat(Origin.of(new Issuer(issuer))).isEqualTo(new Origin(origin));
        assertThat(new Origin(origin).host()).isEqualTo(host);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://plain.example/callback", "com.example.app:/callback"})
    void whereNoPageIsSafeThereIsNoOrigin(String uri) {
        assertThat(Origin.of(new RedirectUri(uri))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "*",
                "https://*",
                "https://spa.example/",
                "https://spa.example:443",
                "https://SPA.example",
                "https://user@spa.example",
                "https://spa.example?x",
                "http://spa.example",
                "http://127.0.0.1.evil.example",
                "file://"
            })
    void whatABrowserWouldNotWriteIsNoOrigin(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Origin(text));
    }

    @Test
    void theIssuerOfADialectIsNeverAnAddress() {
        assertThat(DialectIssuer.DEFAULT.value()).isEqualTo("atm");
        for (String text : new String[] {"", "ATM", "a.b", "https://a", "a".repeat(65)}) {
            assertThatIllegalArgumentException().isThrownBy(() -> new DialectIssuer(text));
        }
    }
}
