package dev.countersign.jose;

import dev.countersign.protocol.SigningAlgorithm;
import java.security.PublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.OctetKeyPairJsonWebKey;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.lang.JoseException;

/**
 * The public keys with which a client signs, as its JWK Set publishes them (RFC 7517 §5). A key of
 * a kind or for a use that is not known here is passed over, as §5 asks; one that should never have
 * been sent, a private or a symmetric key, makes the set be refused.
 */
public final class ClientKeySet {

    /** In characters; a set of the largest number of keys fits. */
    public static final int LARGEST = 64_000;

    private static final int MOST = 50;
    private static final int SMALLEST_RSA = 2048;
    private static final List<String> SECRET_MEMBERS = List.of("d", "k", "p", "q", "dp", "dq");

    private final List<PublicJsonWebKey> keys;
    private final String json;

    private ClientKeySet(List<PublicJsonWebKey> keys, String json) {
        this.keys = List.copyOf(keys);
        this.json = json;
    }

    /**
     * Reads a JWK Set document.
     *
     * @throws IllegalArgumentException if it is none, too large, or has a key that is no public one
     */
    public static ClientKeySet parse(String json) {
        if (json.length() > LARGEST) {
            throw new IllegalArgumentException("a JWK Set of more than " + LARGEST + " characters");
        }
        List<PublicJsonWebKey> keys = new ArrayList<>();
        for (Object member : members(json)) {
            key(member).ifPresent(keys::add);
        }
        return new ClientKeySet(keys, json);
    }

    private static List<?> members(String json) {
        try {
            if (JsonUtil.parseJson(json).get("keys") instanceof List<?> list
                    && list.size() <= MOST) {
                return list;
            }
        } catch (JoseException e) {
            // what the exception says may quote the text
        }
        throw new IllegalArgumentException("not a JWK Set of at most " + MOST + " keys");
    }

    @SuppressWarnings("unchecked") // the keys of a JSON object are text
    private static Optional<PublicJsonWebKey> key(Object member) {
        if (!(member instanceof Map<?, ?> parameters)) {
            throw new IllegalArgumentException("a JWK that is no object");
        }
        if (SECRET_MEMBERS.stream().anyMatch(parameters::containsKey)) {
            throw new IllegalArgumentException("a JWK that is private or symmetric");
        }
        try {
            return JsonWebKey.Factory.newJwk((Map<String, Object>) parameters)
                            instanceof PublicJsonWebKey key
                    ? Optional.of(key).filter(ClientKeySet::mayVerify)
                    : Optional.empty();
        } catch (JoseException | RuntimeException unknownKind) {
            // RFC 7517 §5: a key that is not understood is passed over
            return Optional.empty();
        }
    }

    private static boolean mayVerify(PublicJsonWebKey key) {
        boolean forSignatures = key.getUse() == null || key.getUse().equals("sig");
        boolean operates = key.getKeyOps() == null || key.getKeyOps().contains("verify");
        boolean strong =
                !(key.getPublicKey() instanceof RSAPublicKey rsa)
                        || rsa.getModulus().bitLength() >= SMALLEST_RSA;
        return forSignatures && operates && strong;
    }

    /** The document as it was read. */
    public String json() {
        return json;
    }

    public boolean isEmpty() {
        return keys.isEmpty();
    }

    /** The keys that may have signed by this algorithm, under this {@code kid} if one is named. */
    List<PublicKey> candidates(SigningAlgorithm algorithm, Optional<String> keyId) {
        return keys.stream()
                .filter(key -> keyId.isEmpty() || keyId.get().equals(key.getKeyId()))
                .filter(key -> key.getAlgorithm() == null || isNamed(key, algorithm))
                .filter(key -> isOfKind(key, algorithm))
                .map(PublicJsonWebKey::getPublicKey)
                .toList();
    }

    private static boolean isNamed(PublicJsonWebKey key, SigningAlgorithm algorithm) {
        return algorithm.word().equals(key.getAlgorithm());
    }

    private static boolean isOfKind(PublicJsonWebKey key, SigningAlgorithm algorithm) {
        return switch (algorithm) {
            case RS256, PS256 -> key instanceof RsaJsonWebKey;
            case ES256 ->
                    key instanceof EllipticCurveJsonWebKey ec && ec.getCurveName().equals("P-256");
            case EDDSA ->
                    key instanceof OctetKeyPairJsonWebKey okp
                            && okp.getSubtype().equals(OctetKeyPairJsonWebKey.SUBTYPE_ED25519);
        };
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ClientKeySet set && json.equals(set.json);
    }

    @Override
    public int hashCode() {
        return json.hashCode();
    }

    @Override
    public String toString() {
        return "ClientKeySet[" + keys.size() + "]";
    }
}
