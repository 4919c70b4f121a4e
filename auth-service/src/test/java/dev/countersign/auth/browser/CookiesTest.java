package dev.countersign.auth.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.protocol.Issuer;
import dev.countersign.store.session.SessionCookie;
import jakarta.ws.rs.core.NewCookie;
import org.junit.jupiter.api.Test;

class CookiesTest {

    @Test
    void behindHttpsACookieIsBoundToItsHost() {
        NewCookie cookie =
                new Cookies(new Issuer("https://id.example")).session(SessionCookie.random());

        assertThat(cookie.getName()).isEqualTo("__Host-countersign-session");
        assertThat(cookie.isSecure()).isTrue();
        assertThat(cookie.isHttpOnly()).isTrue();
        assertThat(cookie.getPath()).isEqualTo("/");
        assertThat(cookie.getDomain()).isNull();
    }

    @Test
    void onALoopbackHttpIssuerTheNameIsPlain() {
        NewCookie cookie =
                new Cookies(new Issuer("http://localhost:8080")).session(SessionCookie.random());

        assertThat(cookie.getName()).isEqualTo("countersign-session");
        assertThat(cookie.isSecure()).isFalse();
    }
}
