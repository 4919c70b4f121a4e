package dev.countersign.jose;

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
        return sign(AccessTokenVerifier.TYPE, claims.toJson());
    }

    /** An ID token: {@code typ} is {@code JWT}. */
    public Uni<String> sign(IdTokenClaims claims) {
        return sign("JWT", claims.toJson());
    }

    private Uni<String> sign(String type, Map<String, Object> claims) {
        return keys.signing(SigningAlgorithm.RS256)
                // an RSA signature takes about a millisecond: too long for an event loop
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(key -> compact(type, claims, key));
    }

    private static String compact(String type, Map<String, Object> claims, SigningKey key) {
        JsonWebSignature jws = new JsonWebSignature();
        jws.setHeader("typ", type);
        jws.setKeyIdHeaderValue(key.id().value());
        jws.setAlgorithmHeaderValue(key.algorithm().name());
        jws.setPayload(JsonUtil.toJson(claims));
        jws.setKey(key.privateKey());
        try {
            return jws.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException("key " + key.id() + " cannot sign", e);
        }
    }
}
