package dev.countersign.token.grant;

import dev.countersign.clients.AdminApi;
import dev.countersign.clients.Application;
import dev.countersign.clients.RegisteredScope;
import dev.countersign.protocol.Issuer;
import dev.countersign.protocol.Scopes;
import dev.countersign.protocol.error.OAuthException;
import dev.countersign.protocol.error.Refusal;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What an application may do in its own name, RFC 6749 §4.4.2: its scopes of APIs. There is no
 * person to be signed in, so there is no {@code openid}; and none who could be an administrator, so
 * there is no administration.
 */
final class ClientCredentialsScope {

    private ClientCredentialsScope() {}

    /**
     * @throws OAuthException {@code invalid_scope}
     */
    static Scopes of(Application application, Optional<Scopes> asked, Issuer issuer) {
        Scopes allowed = scopesOfApis(application, AdminApi.identifier(issuer));
        Scopes scopes = asked.orElse(allowed);
        if (!allowed.containsAll(scopes)) {
            throw new OAuthException(Refusal.SCOPE_UNKNOWN);
        }
        if (scopes.isEmpty()) {
            throw new OAuthException(Refusal.SCOPE_EMPTY);
        }
        return scopes;
    }

    private static Scopes scopesOfApis(Application application, String administration) {
        return new Scopes(
                application.scopes().stream()
                        .filter(
                                it ->
                                        it.api()
                                                .filter(api -> !api.equals(administration))
                                                .isPresent())
                        .map(RegisteredScope::scope)
                        .collect(Collectors.toCollection(LinkedHashSet::new)));
    }
}
