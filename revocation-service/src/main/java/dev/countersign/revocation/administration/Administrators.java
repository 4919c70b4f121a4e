package dev.countersign.revocation.administration;

import dev.countersign.clients.AdminApi;
import dev.countersign.jose.AccessTokenClaims;
import dev.countersign.jose.AccessTokenVerifier;
import dev.countersign.jose.VerifiedAccessToken;
import dev.countersign.protocol.Issuer;
import dev.countersign.protocol.Scope;
import dev.countersign.protocol.UserId;
import dev.countersign.protocol.error.OAuthException;
import dev.countersign.protocol.error.Refusal;
import dev.countersign.store.grant.Grants;
import dev.countersign.store.grant.TokenStanding;
import dev.countersign.web.request.BearerToken;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * Lets administrators in. What the token stands on and the role are read at each use, in one
 * statement: neither is remembered from one call to the next, nor believed from a claim.
 */
@Singleton
final class Administrators {

    private static final String ROLE = "administrator";

    private final AccessTokenVerifier verifier;
    private final Grants grants;
    private final Issuer issuer;

    Administrators(AccessTokenVerifier verifier, Grants grants, Issuer issuer) {
        this.verifier = verifier;
        this.grants = grants;
        this.issuer = issuer;
    }

    /** A failed {@code Uni} carries an {@link OAuthException} of a {@code TOKEN_*} refusal. */
    Uni<Administrator> admit(BearerToken token, Scope needed, Optional<String> address) {
        return verifier.verify(token.value())
                .invoke(verified -> check(verified.claims(), needed, issuer))
                .flatMap(verified -> standing(verified, address));
    }

    private Uni<Administrator> standing(VerifiedAccessToken token, Optional<String> address) {
        return grants.standing(token)
                .map(
                        standing ->
                                switch (standing) {
                                    case TokenStanding.Active(_, var roles)
                                            when roles.contains(ROLE) ->
                                            administrator(token.claims(), address);
                                    case TokenStanding.Active ignored ->
                                            throw new OAuthException(
                                                    Refusal.TOKEN_OF_NO_ADMINISTRATOR);
                                    case TokenStanding.Fallen() ->
                                            throw new OAuthException(Refusal.TOKEN_REVOKED);
                                });
    }

    private static Administrator administrator(AccessTokenClaims claims, Optional<String> address) {
        return new Administrator(UserId.parse(claims.subject()), claims.clientId(), address);
    }

    /**
     * @throws OAuthException if the token is meant for anybody else too, allows less, or stands for
     *     an application itself
     */
    static void check(AccessTokenClaims claims, Scope needed, Issuer issuer) {
        if (!claims.audiences().equals(AdminApi.audiences(issuer))) {
            throw new OAuthException(Refusal.TOKEN_AUDIENCE);
        }
        if (!claims.allows(needed)) {
            throw new OAuthException(Refusal.TOKEN_SCOPE, needed.value());
        }
        if (claims.grant().isEmpty()) {
            throw new OAuthException(Refusal.TOKEN_OF_NO_ADMINISTRATOR);
        }
    }
}
