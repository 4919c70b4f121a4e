package dev.countersign.web.administration.session;

import dev.countersign.clients.AdminAddress;
import dev.countersign.store.session.SessionCookie;
import dev.countersign.web.browser.HostCookies;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.NewCookie;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/** The cookies of administration's pages. */
@Singleton
final class AdminCookies {

    private static final String SESSION = "admin-session";
    private static final String SIGN_IN = "admin-sign-in";
    private static final Pattern SESSION_GRAMMAR = Pattern.compile("[A-Za-z0-9_-]{43}");

    /** As long as a pending request, in which the person may take their time. */
    private static final Duration SIGN_IN_LASTS = Duration.ofHours(1);

    private final HostCookies cookies;

    AdminCookies(AdminAddress address) {
        this.cookies = new HostCookies(address);
    }

    Optional<SessionCookie> session(HttpServerRequest request) {
        return cookies.value(request, SESSION, SESSION_GRAMMAR).map(SessionCookie::new);
    }

    Optional<SignInSeed> signIn(HttpServerRequest request) {
        return cookies.value(request, SIGN_IN, SignInSeed.GRAMMAR).map(SignInSeed::parse);
    }

    NewCookie session(SessionCookie session) {
        return cookies.untilTheBrowserCloses(SESSION, session.value());
    }

    NewCookie signIn(SignInSeed seed) {
        return cookies.lasting(SIGN_IN, seed.text(), SIGN_IN_LASTS);
    }

    NewCookie noSignIn() {
        return cookies.gone(SIGN_IN);
    }
}
