package dev.countersign.auth.authorize;

import static dev.countersign.auth.authorize.AuthorizationResponse.seeOther;

import dev.countersign.auth.authorize.TrustedClient.Trusted;
import dev.countersign.auth.browser.Browser;
import dev.countersign.auth.browser.Cookies;
import dev.countersign.protocol.error.OAuthException;
import dev.countersign.protocol.error.Refusal;
import dev.countersign.store.request.PendingRequest;
import dev.countersign.store.request.PendingRequests;
import dev.countersign.store.session.Sessions;
import dev.countersign.store.session.SsoSession;
import dev.countersign.store.signin.Decision;
import dev.countersign.store.signin.Decision.Authorized;
import dev.countersign.store.signin.Decision.ConsentMissing;
import dev.countersign.store.signin.Decision.Fallen;
import dev.countersign.store.signin.SignIn;
import dev.countersign.store.signin.SignIns;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import java.net.URI;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/** What becomes of a checked request: a code at once, or a page for the person. */
@Singleton
final class Authorizing {

    private final Sessions sessions;
    private final SignIns signIns;
    private final PendingRequests requests;
    private final CodeIssuer codes;
    private final Cookies cookies;
    private final InstantSource clock;

    Authorizing(
            Sessions sessions,
            SignIns signIns,
            PendingRequests requests,
            CodeIssuer codes,
            Cookies cookies,
            InstantSource clock) {
        this.sessions = sessions;
        this.signIns = signIns;
        this.requests = requests;
        this.codes = codes;
        this.cookies = cookies;
        this.clock = clock;
    }

    Uni<ResponseBuilder> answer(
            Trusted trusted, PendingRequest request, Optional<String> loginHint, Browser browser) {
        return session(browser)
                .map(found -> found.filter(it -> isEnough(it, request, trusted)))
                .flatMap(
                        session ->
                                session.isEmpty()
                                        ? signIn(request, loginHint, browser)
                                        : decide(
                                                trusted,
                                                request,
                                                session.get(),
                                                loginHint,
                                                browser));
    }

    private Uni<Optional<SsoSession>> session(Browser browser) {
        return browser.session()
                .map(sessions::find)
                .orElseGet(() -> Uni.createFrom().item(Optional.empty()));
    }

    private boolean isEnough(SsoSession session, PendingRequest request, Trusted trusted) {
        return !SignInNeeded.decide(
                request, trusted.application().lifetimes(), session, clock.instant());
    }

    private Uni<ResponseBuilder> decide(
            Trusted trusted,
            PendingRequest request,
            SsoSession session,
            Optional<String> loginHint,
            Browser browser) {
        SignIn signIn =
                new SignIn(
                        session.user(),
                        session.passwordVersion(),
                        Optional.of(session),
                        request.client(),
                        request.authorizedAt(),
                        request.scopes());
        return signIns.decide(signIn)
                .flatMap(
                        decision ->
                                switch (askingAsRequested(decision, request)) {
                                    case Authorized it ->
                                            codes.issue(
                                                    request,
                                                    trusted.application(),
                                                    trusted.redirectUri(),
                                                    session,
                                                    it.authorizedAt(),
                                                    browser);
                                    case ConsentMissing ignored -> consent(request, browser);
                                    case Fallen ignored -> signIn(request, loginHint, browser);
                                });
    }

    /** OpenID Connect Core 1.0 §3.1.2.1: {@code prompt=consent} asks again. */
    private static Decision askingAsRequested(Decision decision, PendingRequest request) {
        return decision instanceof Authorized(var at) && request.prompt().contains(Prompt.CONSENT)
                ? new ConsentMissing(at)
                : decision;
    }

    private Uni<ResponseBuilder> signIn(
            PendingRequest request, Optional<String> loginHint, Browser browser) {
        Map<String, String> hint = loginHint.map(it -> Map.of("login_hint", it)).orElse(Map.of());
        return page("/login", hint, request, browser, Refusal.PERSON_MUST_SIGN_IN);
    }

    private Uni<ResponseBuilder> consent(PendingRequest request, Browser browser) {
        return page("/consent", Map.of(), request, browser, Refusal.PERSON_MUST_CONSENT);
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
