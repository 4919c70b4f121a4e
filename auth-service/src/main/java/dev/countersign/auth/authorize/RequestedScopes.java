package dev.countersign.auth.authorize;

import dev.countersign.clients.Application;
import dev.countersign.protocol.Issuer;
import dev.countersign.protocol.ResponseType;
import dev.countersign.protocol.Scope;
import dev.countersign.protocol.Scopes;
import dev.countersign.protocol.error.OAuthException;
import dev.countersign.protocol.error.Refusal;
import dev.countersign.protocol.request.Parameters;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The step of {@code scope}: something, and nothing beyond the registration (RFC 6749 §3.3), nor
 * for administration and another API at once (contract, section 3).
 */
final class RequestedScopes {

    private RequestedScopes() {}

    static Scopes of(
            Parameters parameters, ResponseType type, Application application, Issuer issuer) {
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
        if (type.givesIdToken() && !requested.contains(Scope.OPENID)) {
            throw new OAuthException(Refusal.OPENID_MISSING);
        }
        return type.givesCode() ? requested : withoutOfflineAccess(requested);
    }

    /** OpenID Connect Core 1.0 §11: ignored where no code will bring a refresh token. */
    private static Scopes withoutOfflineAccess(Scopes requested) {
        Set<Scope> scopes = new LinkedHashSet<>(requested.values());
        scopes.remove(Scope.OFFLINE_ACCESS);
        return new Scopes(scopes);
    }
}
