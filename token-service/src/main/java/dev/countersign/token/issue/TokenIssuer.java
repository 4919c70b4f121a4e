package dev.countersign.token.issue;

import dev.countersign.jose.TokenSigner;
import dev.countersign.protocol.Issuer;
import dev.countersign.protocol.token.RefreshToken;
import dev.countersign.token.issue.Issuance.ForApplication;
import dev.countersign.token.issue.Issuance.ForPerson;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** Makes the tokens of an issuance: lifetimes, claims, signatures. */
@Singleton
public final class TokenIssuer {

    private final TokenSigner signer;
    private final AccessTokenLifetime lifetime;
    private final Issuer issuer;
    private final InstantSource clock;

    TokenIssuer(
            TokenSigner signer, AccessTokenLifetime lifetime, Issuer issuer, InstantSource clock) {
        this.signer = signer;
        this.lifetime = lifetime;
        this.issuer = issuer;
        this.clock = clock;
    }

    public Uni<TokenResponse> issue(Issuance issuance) {
        Instant now = clock.instant();
        Claims claims = new Claims(issuer, now, lifetime.expiry(issuance, now));
        return signer.sign(claims.accessToken(issuance))
                .flatMap(
                        accessToken ->
                                idToken(issuance, claims, accessToken)
                                        .map(
                                                idToken ->
                                                        response(
                                                                issuance,
                                                                claims,
                                                                accessToken,
                                                                idToken)));
    }

    private Uni<Optional<String>> idToken(Issuance issuance, Claims claims, String accessToken) {
        return issuance instanceof ForPerson person && person.wantsIdToken()
                ? signer.sign(claims.idToken(person, accessToken)).map(Optional::of)
                : Uni.createFrom().item(Optional.empty());
    }

    private static TokenResponse response(
            Issuance issuance, Claims claims, String accessToken, Optional<String> idToken) {
        return new TokenResponse(
                accessToken,
                "Bearer",
                Duration.between(claims.now(), claims.expiry()).toSeconds(),
                issuance.scopes().toString(),
                refreshToken(issuance).map(RefreshToken::text),
                idToken);
    }

    private static Optional<RefreshToken> refreshToken(Issuance issuance) {
        return switch (issuance) {
            case ForPerson person -> person.refreshToken();
            case ForApplication ignored -> Optional.empty();
        };
    }
}
