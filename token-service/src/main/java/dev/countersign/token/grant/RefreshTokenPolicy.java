package dev.countersign.token.grant;

import dev.countersign.clients.AdminApi;
import dev.countersign.clients.Application;
import dev.countersign.protocol.GrantType;
import dev.countersign.protocol.Issuer;
import dev.countersign.protocol.Scope;
import dev.countersign.protocol.Scopes;
import dev.countersign.protocol.error.OAuthException;
import dev.countersign.protocol.error.Refusal;
import java.util.LinkedHashSet;
import java.util.List;
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

    /**
     * {@code aud} of the new access token: never more than the grant's own, whatever has become of
     * the application's default API and of its scopes since, for rules are compared with the
     * grant's. A narrowed token is for fewer of them; of a grant for administration there is but
     * one.
     *
     * @param granted the grant's audiences
     * @param scopes of the new access token
     * @throws OAuthException {@link Refusal#REFRESH_TOKEN_OF_OTHER_APIS} where the scopes are of
     *     other APIs by now, and of none of the grant's. The refresh token is spent by then: it is
     *     of no use any more, and a successor that nobody was given does no harm.
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
