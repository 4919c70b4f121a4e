package dev.countersign.auth.authorize;

import dev.countersign.auth.authorize.TrustedClient.Trusted;
import dev.countersign.auth.browser.Browser;
import dev.countersign.protocol.Family;
import dev.countersign.protocol.Issuer;
import dev.countersign.protocol.Scopes;
import dev.countersign.protocol.claim.ClaimsRequest;
import dev.countersign.protocol.error.OAuthException;
import dev.countersign.protocol.request.Parameters;
import dev.countersign.store.request.PendingRequest;
import java.util.Optional;

/** The second step: everything else a request says, each parameter by a rule of its own. */
final class AuthorizationRequest {

    private AuthorizationRequest() {}

    /**
     * @throws OAuthException which the caller redirects
     */
    static PendingRequest check(
            Trusted trusted, Parameters parameters, Browser browser, Issuer issuer) {
        parameters.eachOnce();
        UnsupportedParameters.refuse(parameters);
        RequestedResponse response =
                RequestedResponse.of(
                        parameters, trusted.application(), trusted.redirectUri().uri());
        Scopes scopes =
                RequestedScopes.of(parameters, response.type(), trusted.application(), issuer);
        ClaimsRequest claims =
                ClaimsParameter.of(parameters, response.type(), scopes, trusted.application());
        return new PendingRequest(
                Family.OAUTH,
                trusted.application().clientId(),
                trusted.redirectUri().uri().value(),
                true,
                response.type(),
                response.mode(),
                scopes,
                claims,
                ClientText.state(parameters),
                ClientText.nonce(parameters, response.type()),
                Pkce.of(parameters, response.type(), trusted.application()),
                Prompt.of(parameters),
                MaxAge.of(parameters),
                Optional.empty(),
                Optional.empty(),
                browser.hash(),
                trusted.application().readAt());
    }
}
