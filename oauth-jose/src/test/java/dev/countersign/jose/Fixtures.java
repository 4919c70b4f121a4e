package dev.countersign.jose;

import dev.countersign.protocol.ClientId;
import dev.countersign.protocol.DialectIssuer;
import dev.countersign.protocol.GrantId;
import dev.countersign.protocol.Issuer;
import dev.countersign.protocol.Scopes;
import dev.countersign.protocol.SessionId;
import dev.countersign.protocol.SubjectIdentifier;
import dev.countersign.protocol.TokenId;
import dev.countersign.protocol.UserId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Named values, and a clock that tests move. */
final class Fixtures {

    static final Issuer ISSUER = new Issuer("http://localhost:8080");
    static final Instant NOW = Instant.parse("2026-03-01T10:00:00.250Z");
    static final GrantId GRANT = GrantId.parse("019cb000-0000-8000-8000-000000000001");
    static final UserId ALICE = UserId.parse("5f0c0d6a-7f3e-4a59-9b1c-2f6d3c1a0001");
    static final KeySealing SEALING =
            KeySealing.parse("7:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=");

    static {
        // as a service does; and key pairs of RSA are found several times as fast
        CryptoProvider.install();
    }

    private Fixtures() {}

    static AccessTokenClaims accessToken(Instant issuedAt) {
        return new AccessTokenClaims(
                ISSUER.value(),
                ALICE.toString(),
                List.of("http://localhost:8080/api", ISSUER.value()),
                new ClientId("desktop-app"),
                Scopes.parse("openid accounts:read"),
                new TokenId("token-1"),
                issuedAt,
                issuedAt.plus(Duration.ofMinutes(30)),
                Optional.of(NOW.minusSeconds(20)),
                Optional.of("1"),
                Optional.of(GRANT),
                NOW.minusSeconds(5),
                Optional.of(new SessionId("session-1")));
    }

    static IdTokenClaims idToken() {
        return idToken(Optional.empty());
    }

    static IdTokenClaims idToken(Optional<SessionId> session) {
        return new IdTokenClaims(
                ISSUER,
                SubjectIdentifier.of(ALICE),
                new ClientId("app"),
                NOW,
                NOW.plusSeconds(60),
                NOW,
                Optional.empty(),
                "1",
                List.of("pwd"),
                IdTokenHashes.NONE,
                session,
                Map.of());
    }

    static DialectTokenClaims dialectToken(Instant issuedAt) {
        return new DialectTokenClaims(
                DialectIssuer.DEFAULT,
                new ClientId("demoAtmClient0000001"),
                new DialectTokenClaims.Person(
                        ALICE, "end.user@example.com", "End", Optional.of("User")),
                new TokenId("token-2"),
                GRANT,
                issuedAt,
                issuedAt.plusSeconds(600),
                NOW.minusSeconds(5));
    }

    static final class MovingClock implements InstantSource {
        private Instant now = NOW;

        @Override
        public Instant instant() {
            return now;
        }

        void forward(Duration time) {
            now = now.plus(time);
        }
    }
}
