package dev.countersign.revocation.revoke;

import dev.countersign.clients.Application;
import dev.countersign.clients.Credential;
import dev.countersign.jose.AccessTokenClaims;
import dev.countersign.jose.AccessTokenVerifier;
import dev.countersign.protocol.ClientId;
import dev.countersign.protocol.error.ErrorCode;
import dev.countersign.protocol.error.OAuthException;
import dev.countersign.protocol.error.Refusal;
import dev.countersign.protocol.token.RefreshToken;
import dev.countersign.store.grant.GrantView;
import dev.countersign.store.grant.Grants;
import dev.countersign.store.grant.RefreshTokens;
import dev.countersign.store.revocation.RevocationRules;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * What a client's revocation ends: with a refresh token, whichever generation, the grant and all
 * its access tokens; with an access token, that one. What is no living token of ours is as good as
 * revoked (RFC 7009 §2.2); what a store could not tell is not.
 */
@Singleton
final class Revocation {

    private static final String REASON = "client";

    private final RefreshTokens refreshTokens;
    private final Grants grants;
    private final AccessTokenVerifier accessTokens;
    private final RevocationRules rules;

    Revocation(
            RefreshTokens refreshTokens,
            Grants grants,
            AccessTokenVerifier accessTokens,
            RevocationRules rules) {
        this.refreshTokens = refreshTokens;
        this.grants = grants;
        this.accessTokens = accessTokens;
        this.rules = rules;
    }

    /**
     * Done once the rule is committed and stamped. A token of another client fails with {@link
     * Refusal#TOKEN_OF_ANOTHER_CLIENT}, a client that was changed since it was read with {@link
     * Refusal#CLIENT_CHANGED}, and nothing is revoked.
     */
    Uni<Void> revoke(String token, Application client) {
        Optional<RefreshToken> refreshToken = RefreshToken.parse(token);
        return refreshToken.isPresent()
                ? revokeGrantOf(refreshToken.get(), client.credential())
                : revokeAccessToken(token, client.credential());
    }

    private Uni<Void> revokeGrantOf(RefreshToken token, Credential client) {
        // nobody ends a grant by inventing a token of it
        if (!refreshTokens.isOurs(token)) {
            return Uni.createFrom().voidItem();
        }
        return grants.state(token.grant(), client)
                .flatMap(
                        found ->
                                found.isPresent()
                                        ? revoke(found.get().grant(), client)
                                        : Uni.createFrom().voidItem());
    }

    private Uni<Void> revoke(GrantView grant, Credential client) {
        checkIssuedTo(grant.client(), client.client());
        return rules.revokeGrant(grant.id(), REASON, client).replaceWithVoid();
    }

    private Uni<Void> revokeAccessToken(String token, Credential client) {
        return accessTokens
                .verifyOfEitherFamily(token)
                .map(verified -> Optional.of(verified.claims()))
                .onFailure(Revocation::isNoLivingTokenOfOurs)
                .recoverWithItem(Optional.empty())
                .flatMap(
                        claims ->
                                claims.isPresent()
                                        ? revoke(claims.get(), client)
                                        : Uni.createFrom().voidItem());
    }

    private Uni<Void> revoke(AccessTokenClaims claims, Credential client) {
        checkIssuedTo(claims.clientId(), client.client());
        return rules.revokeToken(claims.tokenId(), REASON, client).replaceWithVoid();
    }

    /** RFC 7009 §2.1. */
    private static void checkIssuedTo(ClientId holder, ClientId client) {
        if (!holder.equals(client)) {
            throw new OAuthException(Refusal.TOKEN_OF_ANOTHER_CLIENT);
        }
    }

    private static boolean isNoLivingTokenOfOurs(Throwable failure) {
        return failure instanceof OAuthException refused
                && refused.code() == ErrorCode.INVALID_TOKEN;
    }
}
