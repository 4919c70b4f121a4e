package dev.countersign.auth.consent;

import dev.countersign.clients.Application;
import dev.countersign.clients.RegisteredScope;
import dev.countersign.protocol.Scope;
import dev.countersign.protocol.Scopes;
import java.util.List;
import java.util.Optional;

/**
 * One line of the consent page.
 *
 * @param scope as the application asked for it; the template has sentences for the standard ones
 * @param sentence of the API that the scope belongs to; empty for a standard scope
 */
record Permission(String scope, Optional<String> sentence) {

    static List<Permission> of(Scopes scopes, Application application) {
        return scopes.values().stream().map(it -> of(it, application)).toList();
    }

    private static Permission of(Scope scope, Application application) {
        return new Permission(
                scope.value(),
                application.scopes().stream()
                        .filter(it -> it.scope().equals(scope))
                        .map(RegisteredScope::sentence)
                        .flatMap(Optional::stream)
                        .findFirst());
    }
}
