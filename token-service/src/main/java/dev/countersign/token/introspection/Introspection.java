package dev.countersign.token.introspection;

import dev.countersign.clients.Api;
import dev.countersign.clients.Application;
import dev.countersign.clients.Caller;
import dev.countersign.jose.AccessTokenClaims;
import dev.countersign.jose.AccessTokenVerifier;
import dev.countersign.jose.VerifiedAccessToken;
import dev.countersign.protocol.Issuer;
import dev.countersign.protocol.error.ErrorCode;
import dev.countersign.protocol.error.OAuthException;
import dev.countersign.protocol.token.RefreshToken;
import dev.countersign.store.grant.GrantState;
import dev.countersign.store.grant.Grants;
import dev.countersign.store.grant.RefreshTokens;
import dev.countersign.store.grant.TokenStanding;
import dev.countersign.token.introspection.IntrospectionResponse.ActiveAccessToken;
import dev.countersign.token.introspection.IntrospectionResponse.ActiveRefreshToken;
import dev.countersign.token.introspection.IntrospectionResponse.Inactive;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * What a token is worth, RFC 7662 §2.2. An API sees the tokens of its audience, an application its
 * own; for everyone else a token is not active, as if it were invented (§4).
 */
@Singleton
final class Introspection {

    private final AccessTokenVerifier verifier;
    private final RefreshTokens refreshTokens;
    private final Grants grants;
    private final Issuer issuer;
    private final InstantSource clock;

    Introspection(
            AccessTokenVerifier verifier,
            RefreshTokens refreshTokens,
            Grants grants,
            Issuer issuer,
            InstantSource clock) {
        this.verifier = verifier;
        this.refreshTokens = refreshTokens;
        this.grants = grants;
        this.issuer = issuer;
        this.clock = clock;
    }

    Uni<IntrospectionResponse> of(String token, Caller caller) {
        Optional<RefreshToken> refreshToken = RefreshToken.parse(token);
        return refreshToken.isPresent()
                ? ofRefreshToken(refreshToken.get(), caller)
                : ofAccessToken(token, caller);
    }

    private Uni<IntrospectionResponse> ofAccessToken(String token, Caller caller) {
        return verifier.verifyOfEitherFamily(token)
                .flatMap(verified -> standing(verified, caller))
                .onFailure(Introspection::isNoTokenOfOurs)
                .recoverWithItem(Inactive.ANSWER);
    }

    private Uni<IntrospectionResponse> standing(VerifiedAccessToken token, Caller caller) {
        if (!concerns(token.claims(), caller)) {
            return Uni.createFrom().item(Inactive.ANSWER);
        }
        return grants.standing(token, caller.credential())
                .map(
                        standing ->
                                switch (standing) {
                                    case TokenStanding.Active ignored ->
                                            ActiveAccessToken.of(token.claims());
                                    case TokenStanding.Fallen() -> Inactive.ANSWER;
                                });
    }

    private Uni<IntrospectionResponse> ofRefreshToken(RefreshToken token, Caller caller) {
        if (!refreshTokens.isOurs(token)) {
            return Uni.createFrom().item(Inactive.ANSWER);
        }
        return grants.state(token.grant(), caller.credential())
                .map(
                        state ->
                                state.filter(it -> counts(it, token, caller, clock.instant()))
                                        .<IntrospectionResponse>map(
                                                it -> ActiveRefreshToken.of(it.grant(), issuer))
                                        .orElse(Inactive.ANSWER));
    }

    static boolean concerns(AccessTokenClaims claims, Caller caller) {
        return switch (caller) {
            case Api api -> claims.isFor(api.identifier());
            case Application application -> claims.clientId().equals(application.clientId());
        };
    }

    /** A refresh token is between the server and one client: no API sees any. */
    private static boolean counts(
            GrantState state, RefreshToken token, Caller caller, Instant now) {
        return caller instanceof Application application
                && state.grant().client().equals(application.clientId())
                && state.stands()
                && state.isCurrent(token)
                && now.isBefore(state.grant().expiresAt());
    }

    private static boolean isNoTokenOfOurs(Throwable failure) {
        return failure instanceof OAuthException refused
                && refused.code() == ErrorCode.INVALID_TOKEN;
    }
}
