package dev.countersign.auth.browser;

import dev.countersign.protocol.Issuer;
import dev.countersign.protocol.RandomText;
import dev.countersign.store.session.SessionCookie;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.NewCookie.SameSite;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/**
 * The cookies of the pages. Where the issuer is https they carry the prefix {@code __Host-}: the
 * browser then takes them from this origin only. On a loopback http issuer the plain names are
 * used, for browsers would refuse the others.
 */
@Singleton
public final class Cookies {

    private static final Logger LOG = Logger.getLogger(Cookies.class);
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{43}");
    private static final Pattern DEVICES = Pattern.compile("[A-Za-z0-9_.-]{1,600}");
    private static final int LONGEST_USER_AGENT = 400;
    private static final Duration DEVICES_ARE_REMEMBERED = Duration.ofDays(180);
    private static final int UNTIL_THE_BROWSER_CLOSES = NewCookie.DEFAULT_MAX_AGE;

    private final boolean secure;

    public Cookies(Issuer issuer) {
        this.secure = issuer.isHttps();
    }

    void warn(@Observes StartupEvent start) {
        if (!secure) {
            LOG.warn(
                    "The issuer is http on the loopback: cookies are not Secure. Never use such an"
                            + " issuer for anything but development.");
        }
    }

    /** Reads what the browser sent; whatever has not the form of ours counts as absent. */
    public Browser read(HttpServerRequest request) {
        Optional<String> id = value(request, "browser", Function.identity(), ID);
        return new Browser(
                id.orElseGet(() -> RandomText.ofBits(256)),
                id.isEmpty(),
                value(request, "session", SessionCookie::new, ID),
                value(request, "devices", Function.identity(), DEVICES),
                Address.of(request.remoteAddress().hostAddress()),
                Optional.ofNullable(request.getHeader("User-Agent"))
                        .map(it -> it.substring(0, Math.min(it.length(), LONGEST_USER_AGENT))));
    }

    private <T> Optional<T> value(
            HttpServerRequest request, String name, Function<String, T> type, Pattern grammar) {
        Cookie cookie = request.getCookie(name(name));
        return Optional.ofNullable(cookie)
                .map(Cookie::getValue)
                .filter(it -> grammar.matcher(it).matches())
                .map(type);
    }

    public NewCookie browser(Browser browser) {
        return cookie("browser", browser.id(), UNTIL_THE_BROWSER_CLOSES);
    }

    public NewCookie session(SessionCookie session) {
        return cookie("session", session.value(), UNTIL_THE_BROWSER_CLOSES);
    }

    public NewCookie devices(String sealed) {
        return cookie("devices", sealed, (int) DEVICES_ARE_REMEMBERED.toSeconds());
    }

    private NewCookie cookie(String name, String value, int maxAge) {
        return new NewCookie.Builder(name(name))
                .value(value)
                .path("/")
                .secure(secure)
                .httpOnly(true)
                // Lax, not Strict: a person arrives here from the application's site.
                .sameSite(SameSite.LAX)
                .maxAge(maxAge)
                .build();
    }

    private String name(String name) {
        return (secure ? "__Host-countersign-" : "countersign-") + name;
    }
}
