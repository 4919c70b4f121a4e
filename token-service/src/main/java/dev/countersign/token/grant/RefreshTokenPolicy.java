package dev.countersign.token.grant;

import dev.countersign.clients.AdminApi;
import dev.countersign.clients.Application;
import dev.countersign.clients.RegisteredScope;
import dev.countersign.protocol.GrantType;
import dev.countersign.protocol.Issuer;
import dev.countersign.protocol.Scope;
import dev.countersign.protocol.Scopes;
import dev.countersign.protocol.error.OAuthException;
import dev.countersign.protocol.error.Refusal;
import dev.countersign.store.code.Authorization;
import dev.countersign.store.grant.Narrowing;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Who gets a refresh token, and what one may be used for. */
final class RefreshTokenPolicy {

    private RefreshTokenPolicy() {}

    /**
     * With {@code offline_access} (contract, section 3), and in the dialect, which has no scopes to
     * ask for it, always; to applications registered for refreshing.
     */
    static boolean givesRefreshToken(Application application, Authorization authorization) {
        boolean asked =
                switch (authorization.family()) {
                    case OAUTH -> authorization.scopes().contains(Scope.OFFLINE_ACCESS);
                    case DIALECT -> true;
                };
        return asked && application.mayUse(GrantType.REFRESH_TOKEN);
    }

    /** {@code aud} of a new grant's tokens. Those of the dialect are the application's own. */
    static List<String> audiences(
            Application application, Authorization authorization, Issuer issuer) {
        return switch (authorization.family()) {
            case OAUTH -> application.audiences(authorization.scopes(), issuer);
            case DIALECT -> List.of(application.clientId().value());
        };
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

    /**
     * What is asked of the grant, with the audiences from which {@link #audiences} will choose. A
     * grant for administration is for that, however it is narrowed.
     */
    static Narrowing narrowing(Application application, Optional<Scopes> asked, Issuer issuer) {
        Map<String, String> audiences = new HashMap<>();
        for (RegisteredScope registered : application.scopes()) {
            Scope scope = registered.scope();
            boolean left = asked.map(it -> it.contains(scope)).orElse(true);
            registered
                    .api()
                    .filter(api -> left || api.equals(AdminApi.identifier(issuer)))
                    .ifPresent(api -> audiences.put(scope.value(), api));
            if (left && scope.equals(Scope.OPENID)) {
                audiences.put(scope.value(), issuer.value());
            }
        }
        return new Narrowing(
                asked, Optional.of(new Narrowing.Audiences(audiences, application.defaultApi())));
    }

    /**
     * {@code aud} of the new access token: never more than the grant's own, whatever has become of
     * the application's default API and of its scopes since, for rules are compared with the
     * grant's. A narrowed token is for fewer of them; of a grant for administration there is but
     * one.
     *
     * @param granted the grant's audiences
     * @param scopes of the new access token
     * @throws OAuthException {@link Refusal#REFRESH_TOKEN_OF_OTHER_APIS} where the scopes are of
     *     other APIs by now, and of none of the grant's; {@link #narrowing} has them refused before
     *     the refresh token is spent
     */
    static List<String> audiences(
            Application application,
            Scopes grantScopes,
            List<String> granted,
            Scopes scopes,
            Issuer issuer) {
        List<String> administration = AdminApi.audiences(issuer);
        List<String> current =
                application.audiences(grantScopes, issuer).equals(administration)
                        ? administration
                        : application.audiences(scopes, issuer);
        List<String> audiences = current.stream().filter(granted::contains).toList();
        if (audiences.isEmpty() && !current.isEmpty()) {
            throw new OAuthException(Refusal.REFRESH_TOKEN_OF_OTHER_APIS);
        }
        return audiences;
    }
}
