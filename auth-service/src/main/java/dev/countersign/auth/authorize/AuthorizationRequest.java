package dev.countersign.auth.authorize;

import dev.countersign.auth.authorize.TrustedClient.Trusted;
import dev.countersign.auth.browser.Browser;
import dev.countersign.protocol.Issuer;
import dev.countersign.protocol.error.OAuthException;
import dev.countersign.protocol.request.Parameters;
import dev.countersign.store.request.PendingRequest;

/** The second step: everything else a request says, each parameter by a rule of its own. */
final class AuthorizationRequest {

    private AuthorizationRequest() {}

    /**
     * @throws OAuthException which the caller redirects
     */
    static PendingRequest check(
            Trusted trusted, Parameters parameters, Browser browser, Issuer issuer) {
        parameters.eachOnce();
        RequestObject.refuse(parameters);
        ResponseType.check(parameters, trusted.application());
        return new PendingRequest(
                trusted.application().clientId(),
                trusted.redirectUri().uri().value(),
                true,
                RequestedScopes.of(parameters, trusted.application(), issuer),
                ClientText.state(parameters),
                ClientText.nonce(parameters),
                Pkce.of(parameters, trusted.application()),
                Prompt.of(parameters),
                MaxAge.of(parameters),
                browser.hash(),
                trusted.application().readAt());
    }
}
