package dev.countersign.jose;

import dev.countersign.protocol.SigningAlgorithm;
import dev.countersign.protocol.request.ClientSecret;
import java.nio.charset.StandardCharsets;
import java.security.Key;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;

/**
 * A signed JWT that a client made: an assertion by which it authenticates (RFC 7523) or a request
 * object (RFC 9101). What it says counts only once it is verified; one that is not signed, by
 * {@code none} or otherwise, is none.
 */
public final class ClientJwt {

    private static final int LONGEST = 32_768;
    private static final String HMAC = "HS256";
    private static final String REQUEST_OBJECT = "oauth-authz-req+jwt";

    /** So many keys without a {@code kid} may have signed: more are not tried. */
    private static final int MOST_CANDIDATES = 8;

    private final JsonWebSignature jws;
    private final String algorithm;

    private ClientJwt(JsonWebSignature jws, String algorithm) {
        this.jws = jws;
        this.algorithm = algorithm;
    }

    /**
     * @throws IllegalArgumentException if it is no signed JWT in compact form by an algorithm that
     *     is accepted
     */
    public static ClientJwt parse(String compact) {
        if (compact.length() > LONGEST) {
            throw new IllegalArgumentException("longer than " + LONGEST);
        }
        JsonWebSignature jws = new JsonWebSignature();
        try {
            jws.setCompactSerialization(compact);
        } catch (JoseException e) {
            throw new IllegalArgumentException("not a JWS in compact form", e);
        }
        String algorithm = String.valueOf(jws.getAlgorithmHeaderValue());
        boolean accepted = algorithm.equals(HMAC) || SigningAlgorithm.of(algorithm).isPresent();
        if (!accepted || !PlainJws.is(jws)) {
            throw new IllegalArgumentException("not signed by an algorithm that is accepted");
        }
        return new ClientJwt(jws, algorithm);
    }

    /** By which algorithm it says that it is signed; empty for {@code HS256}. */
    public Optional<SigningAlgorithm> algorithm() {
        return SigningAlgorithm.of(algorithm);
    }

    /** Whether it says by {@code typ} that it is a request object (RFC 9101 §10.8). */
    public boolean isTypedAsRequestObject() {
        return header("typ").filter(REQUEST_OBJECT::equalsIgnoreCase).isPresent();
    }

    /** The same, or does not say what it is. */
    public boolean mayBeRequestObject() {
        return isTypedAsRequestObject()
                || header("typ").filter(it -> !it.equalsIgnoreCase("JWT")).isEmpty();
    }

    Optional<String> keyId() {
        return header("kid");
    }

    private Optional<String> header(String name) {
        return Optional.ofNullable(jws.getObjectHeader(name))
                .filter(String.class::isInstance)
                .map(String.class::cast);
    }

    /**
     * Who it says made it, {@code sub}: to look up by whom it must then prove to be signed.
     *
     * @throws IllegalArgumentException if it does not say so
     */
    public String claimedSubject() {
        return ClientClaims.parse(jws.getUnverifiedPayload())
                .text("sub")
                .orElseThrow(() -> new IllegalArgumentException("no sub"));
    }

    /** Its claims, if one of the keys signed it. */
    public Optional<ClientClaims> verified(ClientKeySet keys) {
        return algorithm()
                .flatMap(
                        it ->
                                keys.candidates(it, keyId()).stream()
                                        .limit(MOST_CANDIDATES)
                                        .filter(this::isSignedBy)
                                        .findFirst())
                .map(key -> claims());
    }

    /** Its claims, if it is signed by {@code HS256} under the secret, of 256 bits at least. */
    public Optional<ClientClaims> verified(ClientSecret secret) {
        Key key = new HmacKey(secret.value().getBytes(StandardCharsets.UTF_8));
        return Optional.of(key)
                .filter(it -> algorithm.equals(HMAC) && isSignedBy(it))
                .map(it -> claims());
    }

    private boolean isSignedBy(Key key) {
        // the algorithm is one for this kind of key: whoever calls has seen to it
        jws.setAlgorithmConstraints(new AlgorithmConstraints(ConstraintType.PERMIT, algorithm));
        jws.setKey(key);
        try {
            return jws.verifySignature();
        } catch (JoseException e) {
            return false;
        }
    }

    private ClientClaims claims() {
        return ClientClaims.parse(jws.getUnverifiedPayload());
    }

    /** What {@code alg} of a JWT of a client may be. */
    public static List<String> algorithms() {
        return Stream.concat(
                        Arrays.stream(SigningAlgorithm.values()).map(SigningAlgorithm::word),
                        Stream.of(HMAC))
                .toList();
    }

    @Override
    public String toString() {
        return "ClientJwt[" + algorithm + "]";
    }
}
