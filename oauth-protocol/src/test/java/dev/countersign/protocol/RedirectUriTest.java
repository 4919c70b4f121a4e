package dev.countersign.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedirectUriTest {

    /** RFC 8252 §7.3. */
    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1/callback, http://127.0.0.1:8001/callback, true",
        "http://127.0.0.1:1/callback, http://127.0.0.1:65535/callback, true",
        "http://[::1]/callback, http://[::1]:8001/callback, true",
        "http://localhost/callback, http://localhost:8001/callback, true",
        "http://127.0.0.1/callback, http://localhost:8001/callback, false",
        "http://127.0.0.1/callback, http://[::1]:8001/callback, false",
        "http://127.0.0.1/callback, http://127.0.0.1:8001/Callback, false",
        "http://127.0.0.1/callback, http://127.0.0.1:8001/callback/, false",
        "http://127.0.0.1/callback, http://127.0.0.1:8001/callback?x=1, false",
        "http://127.0.0.1/callback, https://127.0.0.1:8001/callback, false",
        "http://127.0.0.1/callback, http://127.0.0.2:8001/callback, false",
        "http://127.0.0.1/callback, http://127.0.0.1.evil.example/callback, false",
        "http://127.0.0.1/callback, http://evil.example:8001/callback, false",
        "https://app.example/callback, https://app.example:8443/callback, false"
    })
    void onlyThePortOfALoopbackAddressIsFree(String registered, String requested, boolean equal) {
        assertThat(new RedirectUri(registered).equalsButForLoopbackPort(new RedirectUri(requested)))
                .isEqualTo(equal);
    }

    /** RFC 6749 §3.1.2: absolute, no fragment. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/callback",
                "callback",
                "//app.example/callback",
                "https://app.example/callback#",
                "https://app.example/callback#x",
                "https:///callback",
                "https://user@app.example/callback",
                "http://127.0.0.1@evil.example/callback",
                "https://app.example/call back",
                "https://app.example/\r\nSet-Cookie: a=b",
                "https://app_example/%",
                "https:app.example"
            })
    void whatIsNoAbsoluteUriWithoutFragmentIsNone(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> new RedirectUri(text));
    }

    @Test
    void aPrivateUseSchemeIsARedirectUri() {
        RedirectUri uri = new RedirectUri("com.example.app:/callback");
        assertThat(uri.isLoopback()).isFalse();
        assertThat(uri.origin()).isEqualTo("com.example.app:");
    }

    @Test
    void itsOriginIsSchemeHostAndPort() {
        assertThat(new RedirectUri("http://127.0.0.1:8001/callback?x=y").origin())
                .isEqualTo("http://127.0.0.1:8001");
        assertThat(new RedirectUri("https://app.example/callback").origin())
                .isEqualTo("https://app.example");
    }

    @Test
    void itIsNoLongerThanTwoThousandCharacters() {
        String prefix = "https://app.example/";
        assertThat(new RedirectUri(prefix + "a".repeat(2_000 - prefix.length())).value())
                .hasSize(2_000);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RedirectUri(prefix + "a".repeat(2_000)));
    }
}
