package dev.countersign.web.browser;

import dev.countersign.clients.AdminAddress;
import dev.countersign.protocol.Issuer;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.NewCookie.SameSite;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads and makes our cookies. Where the pages are https they carry the prefix {@code __Host-}: the
 * browser then takes them from this origin only. On an http loopback the plain names are used, for
 * browsers would refuse the others. No script sees one.
 */
@Singleton
public final class HostCookies {

    private final boolean secure;

    @Inject
    public HostCookies(Issuer issuer) {
        this.secure = issuer.isHttps();
    }

    /** Those of administration's pages, which may be elsewhere. */
    public HostCookies(AdminAddress address) {
        this.secure = address.isHttps();
    }

    /** What the browser sent; what has not the form of ours counts as absent. */
    public Optional<String> value(HttpServerRequest request, String name, Pattern grammar) {
        return Optional.ofNullable(request.getCookie(name(name)))
                .map(Cookie::getValue)
                .filter(it -> grammar.matcher(it).matches());
    }

    public NewCookie untilTheBrowserCloses(String name, String value) {
        return cookie(name, value, NewCookie.DEFAULT_MAX_AGE);
    }

    public NewCookie lasting(String name, String value, Duration age) {
        return cookie(name, value, Math.toIntExact(age.toSeconds()));
    }

    /** Takes the cookie out of the browser. */
    public NewCookie gone(String name) {
        return cookie(name, "", 0);
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
