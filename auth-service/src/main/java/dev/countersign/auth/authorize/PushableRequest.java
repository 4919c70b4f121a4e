package dev.countersign.auth.authorize;

import dev.countersign.auth.authorize.TrustedClient.Trusted;
import dev.countersign.auth.browser.Browser;
import dev.countersign.clients.Application;
import dev.countersign.protocol.Issuer;
import dev.countersign.protocol.error.OAuthException;
import dev.countersign.protocol.error.Refusal;
import dev.countersign.protocol.request.Parameters;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;

/**
 * RFC 9126 §2.1: a request that is pushed is validated as one that a browser brings. It is
 * validated again when the browser comes, for the registration may have changed until then.
 */
@Singleton
public final class PushableRequest {

    private final TrustedClient clients;
    private final RequestObjects objects;
    private final Issuer issuer;

    PushableRequest(TrustedClient clients, RequestObjects objects, Issuer issuer) {
        this.clients = clients;
        this.objects = objects;
        this.issuer = issuer;
    }

    /**
     * The parameters that count, out of the request object if there is one; a failed {@code Uni}
     * carries the refusal.
     */
    public Uni<Parameters> validate(Application client, Parameters asked, Browser browser) {
        return clients.authenticated(client)
                .flatMap(
                        application ->
                                objects.assemble(application, asked)
                                        .map(it -> validated(application, it, browser)));
    }

    private Parameters validated(Application application, Parameters asked, Browser browser) {
        if (asked.get("client_id").isEmpty()) {
            throw new OAuthException(Refusal.AUTHORIZATION_CLIENT_MISSING);
        }
        Trusted trusted = TrustedClient.trusted(application, asked);
        AuthorizationRequest.check(trusted, asked, browser, issuer);
        ClientText.loginHint(asked);
        return asked;
    }
}
