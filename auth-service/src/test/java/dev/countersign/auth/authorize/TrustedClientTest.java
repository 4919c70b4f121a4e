package dev.countersign.auth.authorize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.clients.Application;
import dev.countersign.protocol.error.Refusal;
import dev.countersign.protocol.request.Parameters;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrustedClientTest {

    /** RFC 8252 §7.3. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1/callback",
                "http://127.0.0.1:8001/callback",
                "http://127.0.0.1:65535/callback"
            })
    void aNativeApplicationChoosesItsLoopbackPort(String uri) {
        assertThat(trusted(SampleApplications.DESKTOP, uri).redirectUri().uri().value())
                .isEqualTo(uri);
    }

    /** RFC 9700 §4.1.3. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost:8001/callback",
                "http://127.0.0.1:8001/callback/",
                "http://127.0.0.1:8001/callback?more=1",
                "http://127.0.0.1:8001/Callback",
                "http://127.0.0.1.evil.example/callback",
                "https://127.0.0.1:8001/callback",
                "javascript:alert(1)"
            })
    void whatIsNotRegisteredIsForeign(String uri) {
        assertThatThrownBy(() -> trusted(SampleApplications.DESKTOP, uri))
                .hasMessage("REDIRECT_URI_FOREIGN");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://web.example:444/callback",
                "https://web.example/callback/..",
                "https://web.example/callback?a=b",
                "https://web.example.evil.example/callback",
                "http://web.example/callback"
            })
    void aWebApplicationsAddressIsExact(String uri) {
        assertThatThrownBy(() -> trusted(SampleApplications.WEB, uri))
                .hasMessage("REDIRECT_URI_FOREIGN");
    }

    @Test
    void anUnknownApplicationAndADisabledOneReadTheSame() {
        assertThatThrownBy(() -> TrustedClient.enabled(Optional.empty()))
                .hasMessage("AUTHORIZATION_CLIENT_UNKNOWN");
        Application disabled = SampleApplications.disabled(SampleApplications.WEB);
        assertThatThrownBy(() -> TrustedClient.enabled(Optional.of(disabled)))
                .hasMessage("AUTHORIZATION_CLIENT_DISABLED");
        assertThat(Refusal.AUTHORIZATION_CLIENT_DISABLED.description())
                .isEqualTo(Refusal.AUTHORIZATION_CLIENT_UNKNOWN.description());
    }

    private static TrustedClient.Trusted trusted(Application application, String uri) {
        return TrustedClient.trusted(application, Parameters.of(Map.of("redirect_uri", uri)));
    }
}
