package dev.countersign.auth.authorize;

import static dev.countersign.auth.authorize.AuthorizationResponse.seeOther;

import dev.countersign.auth.browser.Browser;
import dev.countersign.auth.browser.Cookies;
import dev.countersign.protocol.error.OAuthException;
import dev.countersign.protocol.error.Refusal;
import dev.countersign.store.request.PendingRequest;
import dev.countersign.store.request.PendingRequests;
import dev.countersign.store.session.Sessions;
import dev.countersign.store.session.SsoSession;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * The page that a request needs first. A request with {@code prompt=none} gets none, and fails with
 * what the person would have been asked (OpenID Connect Core 1.0 §3.1.2.6).
 */
@Singleton
final class Asking {

    private final Sessions sessions;
    private final PendingRequests requests;
    private final Cookies cookies;

    Asking(Sessions sessions, PendingRequests requests, Cookies cookies) {
        this.sessions = sessions;
        this.requests = requests;
        this.cookies = cookies;
    }

    /**
     * Where there is no session, or none that is good enough: to sign in. But where nobody is
     * current, and nobody in particular is meant, an account that is signed in beside is only
     * waiting to be selected (OpenID Connect Core 1.0 §3.1.2.6).
     */
    Uni<ResponseBuilder> insteadOf(
            Optional<SsoSession> session,
            PendingRequest request,
            Optional<String> loginHint,
            Browser browser) {
        if (session.isPresent() || request.person().isPresent()) {
            return signIn(request, loginHint, browser, Refusal.PERSON_MUST_SIGN_IN);
        }
        return sessions.all(browser.sessions())
                .flatMap(
                        others ->
                                others.isEmpty() || request.prompt().contains(Prompt.LOGIN)
                                        ? signIn(
                                                request,
                                                loginHint,
                                                browser,
                                                Refusal.PERSON_MUST_SIGN_IN)
                                        : select(request, loginHint, browser));
    }

    Uni<ResponseBuilder> signIn(
            PendingRequest request,
            Optional<String> loginHint,
            Browser browser,
            Refusal withoutPage) {
        return page("/login", filledIn(loginHint), request, browser, withoutPage);
    }

    /** Among the accounts that may; where there is none the page is that of a sign-in. */
    Uni<ResponseBuilder> select(
            PendingRequest request, Optional<String> loginHint, Browser browser) {
        PendingRequest selecting =
                Prompt.and(request, Prompt.SELECT_ACCOUNT).goingOnWith(Optional.empty());
        return page("/login", filledIn(loginHint), selecting, browser, Refusal.PERSON_MUST_CHOOSE);
    }

    /** Of the person who was decided on, whoever else signs in meanwhile. */
    Uni<ResponseBuilder> consent(PendingRequest request, SsoSession session, Browser browser) {
        return page(
                "/consent",
                Map.of(),
                request.goingOnWith(Optional.of(session.user())),
                browser,
                Refusal.PERSON_MUST_CONSENT);
    }

    private static Map<String, String> filledIn(Optional<String> loginHint) {
        return loginHint.map(it -> Map.of("login_hint", it)).orElse(Map.of());
    }

    private Uni<ResponseBuilder> page(
            String path,
            Map<String, String> more,
            PendingRequest request,
            Browser browser,
            Refusal withoutPage) {
        if (request.prompt().contains(Prompt.NONE)) {
            return Uni.createFrom().failure(new OAuthException(withoutPage));
        }
        return requests.open(request)
                .map(handle -> path + "?request=" + handle.value())
                .map(url -> seeOther(URI.create(AuthorizationResponse.withQuery(url, more))))
                .map(answer -> browser.isNew() ? answer.cookie(cookies.browser(browser)) : answer);
    }
}
