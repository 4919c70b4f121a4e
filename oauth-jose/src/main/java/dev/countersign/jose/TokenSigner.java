package dev.countersign.jose;

import dev.countersign.protocol.SigningAlgorithm;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.inject.Singleton;
import java.util.Map;
import org.jose4j.json.JsonUtil;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;

/** Signs claims as a JWT in compact form, RFC 7515 §7.1, with the key that signs now. */
@Singleton
public final class TokenSigner {

    private final KeyRing keys;

    public TokenSigner(KeyRing keys) {
        this.keys = keys;
    }

    /** An access token: {@code typ} is {@code at+jwt}, RFC 9068 §2.1. */
    public Uni<String> sign(AccessTokenClaims claims) {
        return sign(AccessTokenVerifier.TYPE, claims.toJson(), AccessTokenVerifier.ALGORITHM);
    }

    /** A dialect access token: {@code typ} is {@code dialect-at+jwt} (contract, section 6). */
    public Uni<String> sign(DialectTokenClaims claims) {
        return sign(
                AccessTokenVerifier.DIALECT_TYPE, claims.toJson(), AccessTokenVerifier.ALGORITHM);
    }

    /**
     * An ID token: {@code typ} is {@code JWT}, the algorithm the one that its application is
     * registered for, by which the hashes in it were made, too.
     */
    public Uni<String> sign(IdTokenClaims claims, SigningAlgorithm algorithm) {
        return sign("JWT", claims.toJson(), algorithm);
    }

    /**
     * What is told of a person, OpenID Connect Core 1.0 §5.3.2. Its {@code typ} is no ID token's,
     * so that it is never taken for one (RFC 8725 §3.11).
     */
    public Uni<String> signUserinfo(Map<String, Object> claims, SigningAlgorithm algorithm) {
        return sign("userinfo+jwt", claims, algorithm);
    }

    private Uni<String> sign(String type, Map<String, Object> claims, SigningAlgorithm algorithm) {
        return keys.signing(algorithm)
                // an RSA signature takes about a millisecond: too long for an event loop
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(key -> compact(type, claims, key));
    }

    private static String compact(String type, Map<String, Object> claims, SigningKey key) {
        JsonWebSignature jws = new JsonWebSignature();
        jws.setHeader("typ", type);
        jws.setKeyIdHeaderValue(key.id().value());
        jws.setAlgorithmHeaderValue(key.algorithm().word());
        jws.setPayload(JsonUtil.toJson(claims));
        jws.setKey(key.privateKey());
        try {
            return jws.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException("key " + key.id() + " cannot sign", e);
        }
    }
}
