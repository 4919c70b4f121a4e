package dev.countersign.clients;

import dev.countersign.jose.ClientClaims;
import dev.countersign.protocol.ClientId;
import dev.countersign.protocol.Issuer;
import dev.countersign.protocol.error.OAuthException;
import dev.countersign.protocol.error.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/**
 * What a verified assertion says by which a client authenticates, RFC 7523 §3 and OpenID Connect
 * Core 1.0 §9.
 *
 * @param jti by which it is known that it was spent
 * @param expiresAt an hour from now at most: for so long that is remembered
 */
record ClientAssertion(String jti, Instant expiresAt) {

    private static final Duration LONGEST = Duration.ofHours(1);
    private static final int LONGEST_ID = 256;

    /** Where a client authenticates; each names this server (RFC 7523 §3, RFC 9126 §2). */
    private static final Set<String> ENDPOINTS =
            Set.of("/oauth2/token", "/oauth2/par", "/oauth2/introspect", "/oauth2/revoke");

    ClientAssertion {
        if (jti.isEmpty() || jti.length() > LONGEST_ID) {
            throw new IllegalArgumentException("no jti by which an assertion can be told");
        }
    }

    /**
     * @throws OAuthException {@code CLIENT_ASSERTION_CLAIMS} unless it is of this client, for this
     *     server, of now, and has an id
     */
    static ClientAssertion of(ClientClaims claims, ClientId client, Issuer issuer, Instant now) {
        try {
            ClientAssertion assertion =
                    new ClientAssertion(
                            claims.text("jti").orElse(""),
                            claims.instant("exp").orElse(Instant.EPOCH));
            if (isOf(client, claims) && isFor(issuer, claims) && assertion.isOf(now, claims)) {
                return assertion;
            }
        } catch (IllegalArgumentException malformed) {
            // refused like one that says something else
        }
        throw new OAuthException(Refusal.CLIENT_ASSERTION_CLAIMS);
    }

    private static boolean isOf(ClientId client, ClientClaims claims) {
        return claims.text("iss").filter(client.value()::equals).isPresent()
                && claims.text("sub").filter(client.value()::equals).isPresent();
    }

    private static boolean isFor(Issuer issuer, ClientClaims claims) {
        return claims.audience().stream()
                .anyMatch(
                        audience ->
                                audience.equals(issuer.value())
                                        || ENDPOINTS.stream()
                                                .map(issuer::at)
                                                .anyMatch(audience::equals));
    }

    private boolean isOf(Instant now, ClientClaims claims) {
        return now.isBefore(expiresAt)
                && !expiresAt.isAfter(now.plus(LONGEST))
                && claims.hasCome("nbf", now)
                && claims.hasCome("iat", now);
    }
}
