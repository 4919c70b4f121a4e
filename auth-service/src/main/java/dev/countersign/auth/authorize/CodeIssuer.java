package dev.countersign.auth.authorize;

import dev.countersign.auth.browser.Browser;
import dev.countersign.clients.Application;
import dev.countersign.protocol.GrantId;
import dev.countersign.protocol.SubjectIdentifier;
import dev.countersign.protocol.token.AuthorizationCode;
import dev.countersign.store.code.Authorization;
import dev.countersign.store.code.AuthorizationCodes;
import dev.countersign.store.request.PendingRequest;
import dev.countersign.store.session.SsoSession;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;

/** Makes codes, bound to the request and to the decision that they rest on. */
@Singleton
public final class CodeIssuer {

    /** One factor, a password. */
    static final String ACR = "1";

    private final AuthorizationCodes codes;

    CodeIssuer(AuthorizationCodes codes) {
        this.codes = codes;
    }

    /**
     * The code alone, for the one endpoint that does not redirect with it: that of the dialect,
     * whose subject is the account's id (contract, section 6).
     *
     * @param authorizedAt the instant of the decision, by PostgreSQL's clock
     */
    public Uni<AuthorizationCode> code(
            PendingRequest request,
            Application application,
            SsoSession session,
            Instant authorizedAt,
            Browser browser) {
        SubjectIdentifier subject = SubjectIdentifier.of(session.user());
        return issue(
                authorization(request, application, session, subject, authorizedAt, browser),
                application);
    }

    Uni<AuthorizationCode> issue(Authorization authorization, Application application) {
        AuthorizationCode code = AuthorizationCode.random();
        return codes.issue(code, authorization, application.lifetimes().code()).replaceWith(code);
    }

    static Authorization authorization(
            PendingRequest request,
            Application application,
            SsoSession session,
            SubjectIdentifier subject,
            Instant authorizedAt,
            Browser browser) {
        Instant end = session.authTime().plus(application.lifetimes().grant());
        return new Authorization(
                request.family(),
                GrantId.endingAt(end),
                request.client(),
                session.user(),
                subject,
                session.sid(),
                request.redirectUri(),
                request.redirectUriSent() ? Optional.of(request.redirectUri()) : Optional.empty(),
                request.challenge(),
                request.scopes(),
                request.claims().ofThePerson(),
                request.nonce(),
                authorizedAt,
                session.authTime(),
                ACR,
                session.amr(),
                Optional.of(browser.address()),
                browser.userAgent(),
                session.passwordVersion());
    }
}
