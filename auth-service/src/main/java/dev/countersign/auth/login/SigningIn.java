package dev.countersign.auth.login;

import static dev.countersign.auth.authorize.AuthorizationResponse.seeOther;

import dev.countersign.auth.authorize.Answering;
import dev.countersign.auth.authorize.AuthorizationResponse;
import dev.countersign.auth.authorize.PendingPage;
import dev.countersign.auth.authorize.PendingPage.Pending;
import dev.countersign.auth.browser.Browser;
import dev.countersign.auth.browser.Cookies;
import dev.countersign.auth.browser.KnownDevices;
import dev.countersign.protocol.SessionId;
import dev.countersign.protocol.error.OAuthException;
import dev.countersign.protocol.error.Refusal;
import dev.countersign.store.person.Account;
import dev.countersign.store.session.Sessions;
import dev.countersign.store.session.SsoSession;
import dev.countersign.store.signin.Decision.Authorized;
import dev.countersign.store.signin.Decision.ConsentMissing;
import dev.countersign.store.signin.Decision.Fallen;
import dev.countersign.store.signin.Decision.NotAMember;
import dev.countersign.store.signin.Decision.PasswordChangeDue;
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
 * What follows a right password: the decision, a new session under a new cookie (never one that the
 * browser came with), and the way on. The accounts of other people in the browser stay signed in.
 */
@Singleton
final class SigningIn {

    /** RFC 8176. */
    private static final List<String> PASSWORD = List.of("pwd");

    private final SignIns signIns;
    private final Sessions sessions;
    private final PendingPage pages;
    private final Answering answering;
    private final Cookies cookies;
    private final KnownDevices devices;
    private final PasswordChange passwordChange;
    private final AuthorizationResponse response;

    SigningIn(
            SignIns signIns,
            Sessions sessions,
            PendingPage pages,
            Answering answering,
            Cookies cookies,
            KnownDevices devices,
            PasswordChange passwordChange,
            AuthorizationResponse response) {
        this.signIns = signIns;
        this.sessions = sessions;
        this.pages = pages;
        this.answering = answering;
        this.cookies = cookies;
        this.devices = devices;
        this.passwordChange = passwordChange;
        this.response = response;
    }

    Uni<ResponseBuilder> finish(Pending pending, Account account, Browser browser) {
        return pending.request().isFor(account.id())
                ? decide(pending, account, browser)
                : closed(pending, Refusal.PERSON_IS_ANOTHER);
    }

    private Uni<ResponseBuilder> decide(Pending pending, Account account, Browser browser) {
        SignIn signIn =
                new SignIn(
                        account.id(),
                        account.passwordVersion(),
                        Optional.empty(),
                        pending.request().client(),
                        pending.request().authorizedAt(),
                        pending.request().permissions());
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
                                    case PasswordChangeDue ignored ->
                                            Uni.createFrom()
                                                    .item(
                                                            () ->
                                                                    passwordChange.page(
                                                                            pending, account,
                                                                            browser));
                                    case NotAMember ignored ->
                                            closed(pending, Refusal.USER_NOT_A_MEMBER);
                                    case Fallen ignored -> fallen();
                                });
    }

    private Uni<ResponseBuilder> code(
            Pending pending, Account account, Browser browser, Instant authorizedAt) {
        SsoSession session = session(account, authorizedAt);
        return pages.close(pending)
                .flatMap(
                        taken ->
                                answering.answer(
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
        return pages.signedIn(pending, account.id())
                .map(next -> seeOther(URI.create(next.page("/consent"))))
                .flatMap(answer -> begun(answer, session(account, authorizedAt), account, browser));
    }

    private Uni<ResponseBuilder> closed(Pending pending, Refusal refusal) {
        return pages.close(pending)
                .map(taken -> response.error(taken, new OAuthException(refusal)));
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
        String known = devices.remember(browser, account.person().email());
        return sessions.begin(session, browser.sessions())
                .map(
                        now ->
                                answer.cookie(cookies.sessions(browser, now))
                                        .cookie(cookies.devices(known)));
    }
}
