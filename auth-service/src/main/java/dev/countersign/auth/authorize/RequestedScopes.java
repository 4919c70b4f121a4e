package dev.countersign.auth.authorize;

import dev.countersign.clients.Application;
import dev.countersign.protocol.Issuer;
import dev.countersign.protocol.Scope;
import dev.countersign.protocol.Scopes;
import dev.countersign.protocol.error.OAuthException;
import dev.countersign.protocol.error.Refusal;
import dev.countersign.protocol.request.Parameters;

/**
 * The step of {@code scope}: something, and nothing beyond the registration (RFC 6749 §3.3), nor
 * for administration and another API at once (contract, section 3).
 */
final class RequestedScopes {

    private RequestedScopes() {}

    static Scopes of(Parameters parameters, Application application, Issuer issuer) {
        Scopes requested =
                parameters
                        .get("scope", Scopes::parse, Refusal.SCOPE_MALFORMED)
                        .filter(it -> !it.isEmpty())
                        .orElseThrow(() -> new OAuthException(Refusal.SCOPE_EMPTY));
        Scopes registered = application.registeredScopes();
        for (Scope scope : requested.values()) {
            if (!registered.contains(scope)) {
                throw new OAuthException(Refusal.SCOPE_UNKNOWN, scope.value());
            }
        }
        if (application.mixesAdministration(requested, issuer)) {
            throw new OAuthException(Refusal.SCOPE_MIXED);
        }
        return requested;
    }
}
