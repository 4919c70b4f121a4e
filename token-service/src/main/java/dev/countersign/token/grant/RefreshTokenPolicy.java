package dev.countersign.token.grant;

import dev.countersign.clients.Application;
import dev.countersign.protocol.GrantType;
import dev.countersign.protocol.Scope;
import dev.countersign.protocol.Scopes;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** Who gets a refresh token, and what one may be used for. */
final class RefreshTokenPolicy {

    private RefreshTokenPolicy() {}

    /** With {@code offline_access}, to applications registered for refreshing (contract, 3). */
    static boolean givesRefreshToken(Application application, Scopes granted) {
        return granted.contains(Scope.OFFLINE_ACCESS)
                && application.mayUse(GrantType.REFRESH_TOKEN);
    }

    /**
     * What the new access token may do, RFC 6749 §6: what was asked of what was granted, or all of
     * it. What the application may not ask for any more is left out.
     */
    static Scopes scopes(Application application, Scopes granted, Optional<Scopes> asked) {
        Set<Scope> scopes = new LinkedHashSet<>(asked.orElse(granted).values());
        scopes.retainAll(application.registeredScopes().values());
        return new Scopes(scopes);
    }
}
