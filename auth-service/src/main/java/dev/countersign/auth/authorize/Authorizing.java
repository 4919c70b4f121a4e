package dev.countersign.auth.authorize;

import dev.countersign.auth.authorize.PendingPage.Pending;
import dev.countersign.auth.authorize.TrustedClient.Trusted;
import dev.countersign.auth.browser.Browser;
import dev.countersign.protocol.UserId;
import dev.countersign.protocol.error.Refusal;
import dev.countersign.store.request.PendingRequest;
import dev.countersign.store.session.Sessions;
import dev.countersign.store.session.SignedIn;
import dev.countersign.store.session.SsoSession;
import dev.countersign.store.signin.Decision;
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
import java.time.InstantSource;
import java.util.Optional;

/** What becomes of a checked request: a code at once, or a page for the person. */
@Singleton
public final class Authorizing {

    private final Sessions sessions;
    private final SignIns signIns;
    private final Answering answering;
    private final Asking asking;
    private final InstantSource clock;

    Authorizing(
            Sessions sessions,
            SignIns signIns,
            Answering answering,
            Asking asking,
            InstantSource clock) {
        this.sessions = sessions;
        this.signIns = signIns;
        this.answering = answering;
        this.asking = asking;
        this.clock = clock;
    }

    Uni<ResponseBuilder> answer(
            Trusted trusted, PendingRequest request, Optional<String> loginHint, Browser browser) {
        return sessions.find(request.person(), browser.sessions())
                .map(found -> found.map(SignedIn::session))
                .flatMap(
                        session ->
                                session.filter(it -> isEnough(it, request, trusted)).isPresent()
                                        ? decide(
                                                trusted, request, session.get(), loginHint, browser)
                                        : asking.insteadOf(session, request, loginHint, browser));
    }

    /** With this account of the browser, which the person has chosen for it. */
    public Uni<ResponseBuilder> goOn(Pending taken, UserId account, Browser browser) {
        return answer(
                new Trusted(taken.application(), taken.redirectUri()),
                taken.accountChosen().goingOnWith(Optional.of(account)),
                Optional.empty(),
                browser);
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
                        request.permissions());
        return signIns.decide(signIn)
                .flatMap(
                        decision ->
                                switch (askingAsRequested(decision, request)) {
                                    case Authorized it ->
                                            answering.answer(
                                                    request,
                                                    trusted.application(),
                                                    trusted.redirectUri(),
                                                    session,
                                                    it.authorizedAt(),
                                                    browser);
                                    case ConsentMissing ignored ->
                                            asking.consent(request, session, browser);
                                    // to change the password
                                    case PasswordChangeDue ignored ->
                                            asking.signIn(
                                                    request,
                                                    loginHint,
                                                    browser,
                                                    Refusal.PERSON_MUST_ACT);
                                    case NotAMember ignored ->
                                            asking.select(request, loginHint, browser);
                                    case Fallen ignored ->
                                            asking.signIn(
                                                    request,
                                                    loginHint,
                                                    browser,
                                                    Refusal.PERSON_MUST_SIGN_IN);
                                });
    }

    /** OpenID Connect Core 1.0 §3.1.2.1: {@code prompt=consent} asks again. */
    private static Decision askingAsRequested(Decision decision, PendingRequest request) {
        return decision instanceof Authorized(var at) && request.prompt().contains(Prompt.CONSENT)
                ? new ConsentMissing(at)
                : decision;
    }
}
