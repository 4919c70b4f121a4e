package dev.countersign.resourceserver.keys;

import java.security.PublicKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.lang.JoseException;

/** A public key of the issuer, with the one algorithm it may be used for where that is said. */
public record VerificationKey(String id, PublicKey publicKey, Optional<String> algorithm) {

    /** RFC 8725 §3.1: a key is used with its own algorithm only. The signature checks its type. */
    public boolean allows(String alg) {
        return algorithm.isEmpty() || algorithm.get().equals(alg);
    }

    /**
     * Reads a JWK Set. Keys without an id, for encryption or symmetric are ignored, and so is what
     * is not understood: another {@code kty}, another curve, members that are missing (RFC 7517
     * §5).
     */
    static Map<String, VerificationKey> read(String jwkSet) {
        Map<String, VerificationKey> keys = new HashMap<>();
        for (JsonWebKey jwk : parse(jwkSet)) {
            boolean forSignatures = jwk.getUse() == null || jwk.getUse().equals("sig");
            if (jwk instanceof PublicJsonWebKey key && key.getKeyId() != null && forSignatures) {
                keys.putIfAbsent(
                        key.getKeyId(),
                        new VerificationKey(
                                key.getKeyId(),
                                key.getPublicKey(),
                                Optional.ofNullable(key.getAlgorithm())));
            }
        }
        return Map.copyOf(keys);
    }

    private static List<JsonWebKey> parse(String jwkSet) {
        try {
            return new JsonWebKeySet(jwkSet).getJsonWebKeys();
        } catch (JoseException e) {
            throw new IllegalArgumentException("not a JWK Set", e);
        }
    }
}
