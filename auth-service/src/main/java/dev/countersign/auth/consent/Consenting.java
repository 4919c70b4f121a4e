package dev.countersign.auth.consent;

import static dev.countersign.auth.authorize.AuthorizationResponse.seeOther;

import dev.countersign.auth.authorize.Answering;
import dev.countersign.auth.authorize.AuthorizationResponse;
import dev.countersign.auth.authorize.PendingPage;
import dev.countersign.auth.authorize.PendingPage.Pending;
import dev.countersign.auth.browser.Browser;
import dev.countersign.protocol.error.OAuthException;
import dev.countersign.protocol.error.Refusal;
import dev.countersign.store.person.Consents;
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
import java.net.URI;
import java.util.Optional;

/** What follows the person's answer. */
@Singleton
final class Consenting {

    private final SignIns signIns;
    private final Consents consents;
    private final PendingPage pages;
    private final Answering answering;
    private final AuthorizationResponse response;

    Consenting(
            SignIns signIns,
            Consents consents,
            PendingPage pages,
            Answering answering,
            AuthorizationResponse response) {
        this.signIns = signIns;
        this.consents = consents;
        this.pages = pages;
        this.answering = answering;
        this.response = response;
    }

    /** Remembers the consent and decides again, so that the decision reads it. */
    Uni<ResponseBuilder> allow(Pending pending, SsoSession session, Browser browser) {
        return decide(pending, session)
                .flatMap(
                        decision ->
                                switch (decision) {
                                    case Fallen ignored -> signInAgain(pending);
                                    case PasswordChangeDue ignored -> signInAgain(pending);
                                    case NotAMember ignored -> signInAgain(pending);
                                    case Authorized ignored -> answer(pending, session, browser);
                                    case ConsentMissing ignored ->
                                            answer(pending, session, browser);
                                });
    }

    Uni<ResponseBuilder> deny(Pending pending) {
        return pages.close(pending)
                .map(taken -> response.error(taken, new OAuthException(Refusal.PERSON_DENIED)));
    }

    static Uni<ResponseBuilder> signInAgain(Pending pending) {
        return Uni.createFrom().item(seeOther(URI.create(pending.page("/login"))));
    }

    private Uni<ResponseBuilder> answer(Pending pending, SsoSession session, Browser browser) {
        return consents.remember(
                        session.user(), pending.request().client(), pending.request().permissions())
                .chain(() -> decide(pending, session))
                .flatMap(
                        decision ->
                                switch (decision) {
                                    case Authorized it ->
                                            pages.close(pending)
                                                    .flatMap(
                                                            taken ->
                                                                    answering.answer(
                                                                            taken.request(),
                                                                            taken.application(),
                                                                            taken.redirectUri(),
                                                                            session,
                                                                            it.authorizedAt(),
                                                                            browser));
                                    case ConsentMissing ignored -> signInAgain(pending);
                                    case PasswordChangeDue ignored -> signInAgain(pending);
                                    case NotAMember ignored -> signInAgain(pending);
                                    case Fallen ignored -> signInAgain(pending);
                                });
    }

    private Uni<Decision> decide(Pending pending, SsoSession session) {
        return signIns.decide(
                new SignIn(
                        session.user(),
                        session.passwordVersion(),
                        Optional.of(session),
                        pending.request().client(),
                        pending.request().authorizedAt(),
                        pending.request().permissions()));
    }
}
