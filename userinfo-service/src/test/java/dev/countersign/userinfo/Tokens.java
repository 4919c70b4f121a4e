package dev.countersign.userinfo;

import dev.countersign.jose.AccessTokenClaims;
import dev.countersign.protocol.ClientId;
import dev.countersign.protocol.GrantId;
import dev.countersign.protocol.Scopes;
import dev.countersign.protocol.TokenId;
import dev.countersign.protocol.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Claims of access tokens, as token-service makes them. */
final class Tokens {

    static final String ISSUER = "http://localhost:8080";
    static final UserId ALICE = new UserId(UUID.fromString("5f0c0d6a-7f3e-4a59-9b1c-2f6d3c1a0001"));

    private Tokens() {}

    static AccessTokenClaims claims(String scopes, List<String> audiences) {
        Instant now = Instant.now();
        return of(scopes, audiences, GrantId.endingAt(now.plus(Duration.ofHours(12))), now);
    }

    static AccessTokenClaims of(
            String scopes, List<String> audiences, GrantId grant, Instant authorizedAt) {
        Instant now = Instant.now();
        return new AccessTokenClaims(
                ISSUER,
                ALICE.toString(),
                audiences,
                new ClientId("desktop-app"),
                Scopes.parse(scopes),
                TokenId.random(),
                now,
                now.plus(Duration.ofMinutes(30)),
                Optional.of(authorizedAt),
                Optional.of("1"),
                Optional.of(grant),
                authorizedAt,
                Optional.empty());
    }
}
