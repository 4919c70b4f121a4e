package dev.countersign.jose;

import dev.countersign.protocol.Issuer;
import dev.countersign.protocol.KeyId;
import dev.countersign.protocol.error.OAuthException;
import dev.countersign.protocol.error.Refusal;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;

/**
 * Checks an access token of ours, RFC 9068 §4: type, signature, issuer, expiry. The algorithm is
 * that of the key, which the header must repeat (RFC 8725 §3.1), so neither {@code none} nor an
 * HMAC under the public key gets anywhere.
 */
@Singleton
public final class AccessTokenVerifier {

    static final String TYPE = "at+jwt";

    private static final int LONGEST = 8_192;
    private static final Duration LONGEST_LIFE = Duration.ofHours(24);

    private final KeyRing keys;
    private final Issuer issuer;
    private final InstantSource clock;

    public AccessTokenVerifier(KeyRing keys, Issuer issuer, InstantSource clock) {
        this.keys = keys;
        this.issuer = issuer;
        this.clock = clock;
    }

    /** A failed {@code Uni} carries an {@link OAuthException} of a {@code TOKEN_*} refusal. */
    public Uni<VerifiedAccessToken> verify(String token) {
        return Uni.createFrom()
                .item(() -> parse(token))
                .flatMap(
                        jws -> {
                            KeyId id = keyId(jws);
                            return keys.byId(id)
                                    .map(
                                            key ->
                                                    key.orElseThrow(
                                                            () ->
                                                                    new OAuthException(
                                                                            Refusal
                                                                                    .TOKEN_SIGNATURE)))
                                    .map(key -> verified(jws, key));
                        });
    }

    private static JsonWebSignature parse(String token) {
        if (token.length() > LONGEST) {
            throw new OAuthException(Refusal.TOKEN_MALFORMED);
        }
        JsonWebSignature jws = new JsonWebSignature();
        try {
            jws.setCompactSerialization(token);
        } catch (JoseException | IllegalArgumentException e) {
            throw new OAuthException(Refusal.TOKEN_MALFORMED);
        }
        // crit names what a verifier must understand (RFC 7515 §4.1.11): we issue none
        if (jws.getObjectHeader("crit") != null || jws.getObjectHeader("b64") != null) {
            throw new OAuthException(Refusal.TOKEN_MALFORMED);
        }
        if (!TYPE.equals(jws.getObjectHeader("typ"))) {
            throw new OAuthException(Refusal.TOKEN_TYPE);
        }
        return jws;
    }

    private static KeyId keyId(JsonWebSignature jws) {
        try {
            if (jws.getObjectHeader("kid") instanceof String kid) {
                return new KeyId(kid);
            }
        } catch (IllegalArgumentException e) {
            // falls through: an id that no key can have
        }
        throw new OAuthException(Refusal.TOKEN_SIGNATURE);
    }

    private VerifiedAccessToken verified(JsonWebSignature jws, SigningKey key) {
        jws.setAlgorithmConstraints(
                new AlgorithmConstraints(ConstraintType.PERMIT, key.algorithm().name()));
        jws.setKey(key.publicKey());
        try {
            if (!jws.verifySignature()) {
                throw new OAuthException(Refusal.TOKEN_SIGNATURE);
            }
            return new VerifiedAccessToken(checked(jws.getPayload()), key.id());
        } catch (JoseException e) {
            throw new OAuthException(Refusal.TOKEN_SIGNATURE);
        }
    }

    private AccessTokenClaims checked(String payload) {
        AccessTokenClaims claims = claims(payload);
        Instant now = clock.instant();
        if (!claims.issuer().equals(issuer.value())) {
            throw new OAuthException(Refusal.TOKEN_ISSUER);
        }
        if (!now.isBefore(claims.expiresAt())) {
            throw new OAuthException(Refusal.TOKEN_EXPIRED);
        }
        if (claims.issuedAt().plus(LONGEST_LIFE).isBefore(claims.expiresAt())) {
            throw new OAuthException(Refusal.TOKEN_MALFORMED);
        }
        return claims;
    }

    private static AccessTokenClaims claims(String payload) {
        try {
            return AccessTokenClaims.read(JsonClaims.parse(payload));
        } catch (IllegalArgumentException | ClassCastException e) {
            throw new OAuthException(Refusal.TOKEN_MALFORMED);
        }
    }
}
