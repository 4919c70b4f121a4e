package dev.countersign.jose;

import dev.countersign.protocol.KeyId;
import java.security.PublicKey;
import java.util.Map;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.Use;
import org.jose4j.lang.JoseException;

/** The public members of a JWK, RFC 7517 §4: the only form in which a key leaves this package. */
final class PublicJwk {

    private PublicJwk() {}

    static String json(SigningKey key) {
        return JsonUtil.toJson(members(key));
    }

    static Map<String, Object> members(SigningKey key) {
        PublicJsonWebKey jwk = of(key.publicKey());
        jwk.setKeyId(key.id().value());
        jwk.setUse(Use.SIGNATURE);
        jwk.setAlgorithm(key.algorithm().word());
        return jwk.toParams(OutputControlLevel.PUBLIC_ONLY);
    }

    static PublicKey parse(String json) {
        try {
            return PublicJsonWebKey.Factory.newPublicJwk(json).getPublicKey();
        } catch (JoseException e) {
            throw new IllegalStateException("a stored public key cannot be read", e);
        }
    }

    static KeyId thumbprint(PublicKey key) {
        return new KeyId(of(key).calculateBase64urlEncodedThumbprint("SHA-256"));
    }

    private static PublicJsonWebKey of(PublicKey key) {
        try {
            return PublicJsonWebKey.Factory.newPublicJwk(key);
        } catch (JoseException e) {
            throw new IllegalStateException("not a key that a JWK can hold", e);
        }
    }
}
