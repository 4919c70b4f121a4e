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
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What an application may do in its own name, RFC 6749 §4.4.2: its scopes of APIs. There is no
 * person to be signed in, so there is no {@code openid}. Administration is one of the APIs, for
 * those that an administrator registered for it, but never together with another one (contract,
 * section 3).
 */
final class ClientCredentialsScope {

    private ClientCredentialsScope() {}

    /**
     * Where none is asked for, what the application is registered for of other APIs, or else of
     * administration.
     *
     * @throws OAuthException {@code invalid_scope}
     */
    static Scopes of(Application application, Optional<Scopes> asked, Issuer issuer) {
        String administration = AdminApi.identifier(issuer);
        Scopes others = scopes(application, api -> !api.equals(administration));
        Scopes scopes =
                asked.orElseGet(() -> others.isEmpty() ? scopes(application, api -> true) : others);
        if (!scopes(application, api -> true).containsAll(scopes)) {
            throw new OAuthException(Refusal.SCOPE_UNKNOWN);
        }
        if (scopes.isEmpty()) {
            throw new OAuthException(Refusal.SCOPE_EMPTY);
        }
        if (application.mixesAdministration(scopes, issuer)) {
            throw new OAuthException(Refusal.SCOPE_MIXED);
        }
        return scopes;
    }

    private static Scopes scopes(Application application, Predicate<String> ofApi) {
        return new Scopes(
                application.scopes().stream()
                        .filter(it -> it.api().filter(ofApi).isPresent())
                        .map(RegisteredScope::scope)
                        .collect(Collectors.toCollection(LinkedHashSet::new)));
    }
}
