package dev.countersign.token.issue;

import dev.countersign.clients.AccessTokenLifetime;
import dev.countersign.jose.TokenSigner;
import dev.countersign.protocol.DialectIssuer;
import dev.countersign.protocol.Issuer;
import dev.countersign.protocol.token.RefreshToken;
import dev.countersign.token.issue.Issuance.ForApplication;
import dev.countersign.token.issue.Issuance.ForPerson;
import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** Makes the tokens of an issuance: lifetimes, claims, signatures. */
@Singleton
@Startup // a lifetime that cannot be stops the service then
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
        Claims claims = new Claims(issuer, now, expiry(issuance, now));
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

    /** The same as the dialect spells it (contract, section 6). */
    public Uni<DialectTokenResponse> issueDialect(ForPerson person, DialectIssuer dialect) {
        Instant now = clock.instant();
        Claims claims = new Claims(issuer, now, expiry(person, now));
        return signer.sign(claims.dialectToken(person, dialect))
                .flatMap(
                        accessToken ->
                                idToken(person, claims, accessToken)
                                        .map(
                                                idToken ->
                                                        new DialectTokenResponse(
                                                                idToken,
                                                                accessToken,
                                                                refreshToken(person),
                                                                claims.seconds())));
    }

    private Instant expiry(Issuance issuance, Instant now) {
        return switch (issuance) {
            case ForPerson person -> lifetime.expiry(person.application(), person.grant(), now);
            case ForApplication it -> lifetime.expiry(it.application(), now);
        };
    }

    private Uni<Optional<String>> idToken(Issuance issuance, Claims claims, String accessToken) {
        return issuance instanceof ForPerson person && person.wantsIdToken()
                ? idToken(person, claims, accessToken).map(Optional::of)
                : Uni.createFrom().item(Optional.empty());
    }

    private Uni<String> idToken(ForPerson person, Claims claims, String accessToken) {
        return signer.sign(claims.idToken(person, accessToken), person.idTokenAlgorithm());
    }

    private static TokenResponse response(
            Issuance issuance, Claims claims, String accessToken, Optional<String> idToken) {
        return new TokenResponse(
                accessToken,
                "Bearer",
                claims.seconds(),
                issuance.scopes().toString(),
                refreshToken(issuance),
                idToken);
    }

    private static Optional<String> refreshToken(Issuance issuance) {
        return switch (issuance) {
            case ForPerson person -> person.refreshToken().map(RefreshToken::text);
            case ForApplication ignored -> Optional.empty();
        };
    }
}
