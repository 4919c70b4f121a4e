package dev.countersign.clients;

import java.util.Map;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;

/** A key pair of a client, and what it signs. */
record ClientKeyPair(PublicJsonWebKey key, String algorithm) {

    static ClientKeyPair es256(String keyId) throws JoseException {
        return named(keyId, EcJwkGenerator.generateJwk(EllipticCurves.P256), "ES256");
    }

    static ClientKeyPair rs256(String keyId, int bits) throws JoseException {
        return named(keyId, RsaJwkGenerator.generateJwk(bits), "RS256");
    }

    private static ClientKeyPair named(String keyId, PublicJsonWebKey key, String algorithm) {
        key.setKeyId(keyId);
        return new ClientKeyPair(key, algorithm);
    }

    /** The public half. */
    String publicJwk() {
        return key.toJson(OutputControlLevel.PUBLIC_ONLY);
    }

    String privateJwk() {
        return key.toJson(OutputControlLevel.INCLUDE_PRIVATE);
    }

    static String set(String... jwks) {
        return "{\"keys\": [" + String.join(", ", jwks) + "]}";
    }

    String sign(Map<String, Object> claims) throws JoseException {
        JsonWebSignature jws = new JsonWebSignature();
        jws.setAlgorithmHeaderValue(algorithm);
        jws.setKeyIdHeaderValue(key.getKeyId());
        jws.setPayload(JsonUtil.toJson(claims));
        jws.setKey(key.getPrivateKey());
        return jws.getCompactSerialization();
    }
}
