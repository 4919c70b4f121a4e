package dev.countersign.userinfo;

import dev.countersign.jose.AccessTokenClaims;
import dev.countersign.jose.AccessTokenVerifier;
import dev.countersign.jose.VerifiedAccessToken;
import dev.countersign.protocol.ClientId;
import dev.countersign.protocol.Issuer;
import dev.countersign.protocol.Scope;
import dev.countersign.protocol.error.OAuthException;
import dev.countersign.protocol.error.Refusal;
import dev.countersign.store.grant.Grants;
import dev.countersign.store.grant.TokenStanding;
import dev.countersign.web.request.BearerToken;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Tells who signed in. The token must be meant for the issuer and allow {@code openid}, and what it
 * stands on is read anew each time: grant, user, application and live rules, in one statement.
 */
@Singleton
final class Userinfo {

    private final AccessTokenVerifier verifier;
    private final Grants grants;
    private final UserinfoSigning signing;
    private final Issuer issuer;

    Userinfo(AccessTokenVerifier verifier, Grants grants, UserinfoSigning signing, Issuer issuer) {
        this.verifier = verifier;
        this.grants = grants;
        this.signing = signing;
        this.issuer = issuer;
    }

    /**
     * @param caller is told whose token it is, as soon as it is known to be ours
     */
    Uni<UserinfoAnswer> of(BearerToken token, Consumer<ClientId> caller) {
        return verifier.verify(token.value())
                .invoke(verified -> caller.accept(verified.claims().clientId()))
                .invoke(verified -> check(verified.claims(), issuer))
                .flatMap(
                        verified ->
                                standing(verified)
                                        .flatMap(
                                                claims ->
                                                        signing.answer(
                                                                claims,
                                                                verified.claims().clientId())));
    }

    private Uni<UserinfoClaims> standing(VerifiedAccessToken token) {
        return grants.standing(token)
                .map(standing -> told(token.claims(), standing))
                .map(told -> told.orElseThrow(() -> new OAuthException(Refusal.TOKEN_REVOKED)));
    }

    private static Optional<UserinfoClaims> told(AccessTokenClaims token, TokenStanding standing) {
        return switch (standing) {
            case TokenStanding.Active(var person, var requested, _) ->
                    person.map(it -> UserinfoClaims.of(token, it, requested));
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
