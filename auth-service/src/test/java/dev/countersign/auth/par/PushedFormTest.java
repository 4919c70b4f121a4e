package dev.countersign.auth.par;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.protocol.request.Parameters;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** RFC 9126 §2.1. */
class PushedFormTest {

    @Test
    void whatTheClientAuthenticatesByIsNoPartOfTheRequest() {
        Parameters form =
                Parameters.of(
                        Map.of(
                                "client_id", "web-app",
                                "client_secret", "a secret",
                                "client_assertion", "a.b.c",
                                "client_assertion_type", "of a JWT",
                                "scope", "openid"));

        assertThat(PushedForm.request(form).texts())
                .containsExactly(Map.entry("client_id", "web-app"), Map.entry("scope", "openid"));
    }

    /** RFC 9126 §2.1: a request that was pushed is not the place where another one is. */
    @Test
    void aRequestUriIsRefusedWhoseverItIs() {
        assertThatThrownBy(
                        () ->
                                PushedForm.request(
                                        Parameters.of(Map.of("request_uri", "https://a.example/"))))
                .hasMessage("REQUEST_URI_PUSHED");
    }

    /** RFC 6749 §3.1. */
    @Test
    void aRepeatedParameterIsRefused() {
        assertThatThrownBy(
                        () ->
                                PushedForm.request(
                                        new Parameters(Map.of("scope", List.of("a", "b")))))
                .hasMessage("PARAMETER_REPEATED");
    }

    /** RFC 9126 §2.3. */
    @Test
    void moreThanIsKeptIsRefused() {
        Parameters most = Parameters.of(Map.of("a", "x".repeat(PushedForm.LARGEST - 1)));
        Parameters more = Parameters.of(Map.of("a", "x".repeat(PushedForm.LARGEST)));

        assertThat(PushedForm.bounded(most)).isEqualTo(most);
        assertThatThrownBy(() -> PushedForm.bounded(more)).hasMessage("BODY_TOO_LARGE");
    }
}
