package dev.countersign.auth.authorize;

import dev.countersign.auth.browser.Browser;
import dev.countersign.clients.Application;
import dev.countersign.clients.RegisteredRedirectUri;
import dev.countersign.protocol.GrantId;
import dev.countersign.protocol.token.AuthorizationCode;
import dev.countersign.store.code.Authorization;
import dev.countersign.store.code.AuthorizationCodes;
import dev.countersign.store.request.PendingRequest;
import dev.countersign.store.session.SsoSession;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.Optional;

/** The last step: a code, bound to the request and to the decision that it rests on. */
@Singleton
public final class CodeIssuer {

    /** One factor, a password. */
    private static final String ACR = "1";

    private final AuthorizationCodes codes;
    private final AuthorizationResponse response;

    CodeIssuer(AuthorizationCodes codes, AuthorizationResponse response) {
        this.codes = codes;
        this.response = response;
    }

    /** {@code authorizedAt}: the instant of the decision, by PostgreSQL's clock. */
    public Uni<Response.ResponseBuilder> issue(
            PendingRequest request,
            Application application,
            RegisteredRedirectUri to,
            SsoSession session,
            Instant authorizedAt,
            Browser browser) {
        AuthorizationCode code = AuthorizationCode.random();
        Instant end = session.authTime().plus(application.lifetimes().grant());
        Authorization authorization =
                new Authorization(
                        GrantId.endingAt(end),
                        request.client(),
                        session.user(),
                        session.sid(),
                        request.redirectUri(),
                        request.redirectUriSent()
                                ? Optional.of(request.redirectUri())
                                : Optional.empty(),
                        request.challenge(),
                        request.scopes(),
                        request.nonce(),
                        authorizedAt,
                        session.authTime(),
                        ACR,
                        session.amr(),
                        Optional.of(browser.address()),
                        browser.userAgent(),
                        session.passwordVersion());
        return codes.issue(code, authorization, application.lifetimes().code())
                .map(done -> response.code(to, request.state(), code));
    }
}
