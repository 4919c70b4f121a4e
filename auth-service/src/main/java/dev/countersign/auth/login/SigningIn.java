package dev.countersign.auth.login;

import static dev.countersign.auth.authorize.AuthorizationResponse.seeOther;

import dev.countersign.auth.authorize.CodeIssuer;
import dev.countersign.auth.authorize.PendingPage;
import dev.countersign.auth.authorize.PendingPage.Pending;
import dev.countersign.auth.browser.Browser;
import dev.countersign.auth.browser.Cookies;
import dev.countersign.auth.browser.KnownDevices;
import dev.countersign.protocol.SessionId;
import dev.countersign.protocol.error.OAuthException;
import dev.countersign.protocol.error.Refusal;
import dev.countersign.store.person.Account;
import dev.countersign.store.session.SessionCookie;
import dev.countersign.store.session.Sessions;
import dev.countersign.store.session.SsoSession;
import dev.countersign.store.signin.Decision.Authorized;
import dev.countersign.store.signin.Decision.ConsentMissing;
import dev.countersign.store.signin.Decision.Fallen;
import dev.countersign.store.signin.SignIn;
import dev.countersign.store.signin.SignIns;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What follows a right password: the decision, a new session under a new cookie (never the one that
 * the browser came with), and the way on.
 */
@Singleton
final class SigningIn {

    /** RFC 8176. */
    private static final List<String> PASSWORD = List.of("pwd");

    private final SignIns signIns;
    private final Sessions sessions;
    private final PendingPage pages;
    private final CodeIssuer codes;
    private final Cookies cookies;
    private final KnownDevices devices;

    SigningIn(
            SignIns signIns,
            Sessions sessions,
            PendingPage pages,
            CodeIssuer codes,
            Cookies cookies,
            KnownDevices devices) {
        this.signIns = signIns;
        this.sessions = sessions;
        this.pages = pages;
        this.codes = codes;
        this.cookies = cookies;
        this.devices = devices;
    }

    Uni<ResponseBuilder> finish(Pending pending, Account account, Browser browser) {
        SignIn signIn =
                new SignIn(
                        account.id(),
                        account.passwordVersion(),
                        Optional.empty(),
                        pending.request().client(),
                        pending.request().authorizedAt(),
                        pending.request().scopes());
        return signIns.decide(signIn)
                .flatMap(
                        decision ->
                                switch (decision) {
                                    case Authorized it ->
                                            pending.asksForConsent()
                                                    ? consent(
                                                            pending,
                                                            account,
                                                            browser,
                                                            it.authorizedAt())
                                                    : code(
                                                            pending,
                                                            account,
                                                            browser,
                                                            it.authorizedAt());
                                    case ConsentMissing it ->
                                            consent(pending, account, browser, it.authorizedAt());
                                    case Fallen ignored -> fallen();
                                });
    }

    private Uni<ResponseBuilder> code(
            Pending pending, Account account, Browser browser, Instant authorizedAt) {
        SsoSession session = session(account, authorizedAt);
        return pages.close(pending)
                .flatMap(
                        taken ->
                                codes.issue(
                                        taken.request(),
                                        taken.application(),
                                        taken.redirectUri(),
                                        session,
                                        authorizedAt,
                                        browser))
                .flatMap(answer -> begun(answer, session, account, browser));
    }

    private Uni<ResponseBuilder> consent(
            Pending pending, Account account, Browser browser, Instant authorizedAt) {
        return pages.signedIn(pending)
                .map(next -> seeOther(URI.create(next.page("/consent"))))
                .flatMap(answer -> begun(answer, session(account, authorizedAt), account, browser));
    }

    private static Uni<ResponseBuilder> fallen() {
        return Uni.createFrom().failure(new OAuthException(Refusal.PENDING_REQUEST_UNKNOWN));
    }

    private static SsoSession session(Account account, Instant authorizedAt) {
        return new SsoSession(
                SessionId.random(),
                account.id(),
                authorizedAt,
                authorizedAt,
                PASSWORD,
                account.passwordVersion());
    }

    private Uni<ResponseBuilder> begun(
            ResponseBuilder answer, SsoSession session, Account account, Browser browser) {
        return endOf(browser.session())
                .chain(() -> sessions.create(session))
                .map(
                        cookie ->
                                answer.cookie(
                                        cookies.session(cookie),
                                        cookies.devices(
                                                devices.remember(
                                                        browser, account.person().email()))));
    }

    private Uni<Void> endOf(Optional<SessionCookie> old) {
        return old.map(sessions::end).orElseGet(() -> Uni.createFrom().voidItem());
    }
}
