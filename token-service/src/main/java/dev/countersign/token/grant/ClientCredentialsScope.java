package dev.countersign.token.grant;

import dev.countersign.clients.Application;
import dev.countersign.clients.RegisteredScope;
import dev.countersign.protocol.Scopes;
import dev.countersign.protocol.error.OAuthException;
import dev.countersign.protocol.error.Refusal;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What an application may do in its own name, RFC 6749 §4.4.2: its scopes of APIs. There is no
 * person to be signed in, so there is no {@code openid}.
 */
final class ClientCredentialsScope {

    private ClientCredentialsScope() {}

    /**
     * @throws OAuthException {@code invalid_scope}
     */
    static Scopes of(Application application, Optional<Scopes> asked) {
        Scopes allowed = scopesOfApis(application);
        Scopes scopes = asked.orElse(allowed);
        if (!allowed.containsAll(scopes)) {
            throw new OAuthException(Refusal.SCOPE_UNKNOWN);
        }
        if (scopes.isEmpty()) {
            throw new OAuthException(Refusal.SCOPE_EMPTY);
        }
        return scopes;
    }

    private static Scopes scopesOfApis(Application application) {
        return new Scopes(
                application.scopes().stream()
                        .filter(registered -> registered.api().isPresent())
                        .map(RegisteredScope::scope)
                        .collect(Collectors.toCollection(LinkedHashSet::new)));
    }
}
