package dev.countersign.userinfo;

import dev.countersign.jose.AccessTokenClaims;
import dev.countersign.jose.AccessTokenVerifier;
import dev.countersign.jose.VerifiedAccessToken;
import dev.countersign.protocol.Issuer;
import dev.countersign.protocol.Scope;
import dev.countersign.protocol.error.OAuthException;
import dev.countersign.protocol.error.Refusal;
import dev.countersign.store.grant.Grants;
import dev.countersign.store.grant.TokenStanding;
import dev.countersign.store.person.PersonClaims;
import dev.countersign.web.request.BearerToken;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * Tells who signed in. The token must be meant for the issuer and allow {@code openid}, and what it
 * stands on is read anew each time: grant, user, application and live rules, in one statement.
 */
@Singleton
final class Userinfo {

    private final AccessTokenVerifier verifier;
    private final Grants grants;
    private final Issuer issuer;

    Userinfo(AccessTokenVerifier verifier, Grants grants, Issuer issuer) {
        this.verifier = verifier;
        this.grants = grants;
        this.issuer = issuer;
    }

    Uni<UserinfoClaims> of(BearerToken token) {
        return verifier.verify(token.value())
                .invoke(verified -> check(verified.claims(), issuer))
                .flatMap(this::standing);
    }

    private Uni<UserinfoClaims> standing(VerifiedAccessToken token) {
        return grants.standing(token)
                .map(Userinfo::person)
                .map(person -> person.orElseThrow(() -> new OAuthException(Refusal.TOKEN_REVOKED)))
                .map(person -> UserinfoClaims.of(token.claims(), person));
    }

    private static Optional<PersonClaims> person(TokenStanding standing) {
        return switch (standing) {
            case TokenStanding.Active(var person, _) -> person;
            case TokenStanding.Fallen() -> Optional.empty();
        };
    }

    /**
     * @throws OAuthException if the token is not meant for this endpoint
     */
    static void check(AccessTokenClaims claims, Issuer issuer) {
        if (!claims.isFor(issuer)) {
            throw new OAuthException(Refusal.TOKEN_AUDIENCE);
        }
        if (!claims.allows(Scope.OPENID)) {
            throw new OAuthException(Refusal.TOKEN_SCOPE, Scope.OPENID.value());
        }
    }
}
