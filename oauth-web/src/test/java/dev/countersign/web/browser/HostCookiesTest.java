package dev.countersign.web.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.protocol.Issuer;
import jakarta.ws.rs.core.NewCookie;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class HostCookiesTest {

    private static final HostCookies BEHIND_HTTPS =
            new HostCookies(new Issuer("https://id.example"));

    @Test
    void behindHttpsACookieIsBoundToItsHost() {
        NewCookie cookie = BEHIND_HTTPS.untilTheBrowserCloses("session", "x");

        assertThat(cookie.getName()).isEqualTo("__Host-countersign-session");
        assertThat(cookie.isSecure()).isTrue();
        assertThat(cookie.isHttpOnly()).isTrue();
        assertThat(cookie.getPath()).isEqualTo("/");
        assertThat(cookie.getDomain()).isNull();
        assertThat(cookie.getMaxAge()).isEqualTo(NewCookie.DEFAULT_MAX_AGE);
    }

    @Test
    void onALoopbackHttpIssuerTheNameIsPlain() {
        NewCookie cookie =
                new HostCookies(new Issuer("http://localhost:8080"))
                        .lasting("session", "x", Duration.ofMinutes(2));

        assertThat(cookie.getName()).isEqualTo("countersign-session");
        assertThat(cookie.isSecure()).isFalse();
        assertThat(cookie.getMaxAge()).isEqualTo(120);
    }

    /** RFC 6265 §5.2.2. */
    @Test
    void oneThatIsTakenAwayHasNoTimeLeft() {
        assertThat(BEHIND_HTTPS.gone("session").getMaxAge()).isZero();
    }
}
