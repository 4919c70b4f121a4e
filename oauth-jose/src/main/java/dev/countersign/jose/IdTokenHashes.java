package dev.countersign.jose;

import dev.countersign.protocol.SigningAlgorithm;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/**
 * By these an ID token names what comes with it: {@code at_hash}, {@code c_hash} and {@code
 * s_hash}, OpenID Connect Core 1.0 §3.1.3.6 and §3.3.2.11, and by {@code s_hash} a client sees that
 * the state is its own (FAPI 1.0 Advanced §5.2.2.1).
 */
public record IdTokenHashes(
        Optional<String> accessToken, Optional<String> code, Optional<String> state) {

    /** Of an ID token that comes alone. */
    public static final IdTokenHashes NONE =
            new IdTokenHashes(Optional.empty(), Optional.empty(), Optional.empty());

    /** Of an ID token of the token endpoint. */
    public static IdTokenHashes ofAccessToken(SigningAlgorithm algorithm, String accessToken) {
        return of(algorithm, Optional.of(accessToken), Optional.empty(), Optional.empty());
    }

    /**
     * Of an ID token of the authorization endpoint.
     *
     * @param algorithm that signs the ID token
     */
    public static IdTokenHashes of(
            SigningAlgorithm algorithm,
            Optional<String> accessToken,
            Optional<String> code,
            Optional<String> state) {
        return new IdTokenHashes(
                accessToken.map(it -> hash(algorithm, it)),
                code.map(it -> hash(algorithm, it)),
                state.map(it -> hash(algorithm, it)));
    }

    /**
     * The left half of the hash, by the hash of the ID token's algorithm. That of Ed25519 is
     * SHA-512 (RFC 8032 §5.1).
     */
    public static String hash(SigningAlgorithm algorithm, String value) {
        byte[] hash = digest(algorithm).digest(value.getBytes(StandardCharsets.UTF_8));
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(Arrays.copyOf(hash, hash.length / 2));
    }

    private static MessageDigest digest(SigningAlgorithm algorithm) {
        String name =
                switch (algorithm) {
                    case RS256, PS256, ES256 -> "SHA-256";
                    case EDDSA -> "SHA-512";
                };
        try {
            return MessageDigest.getInstance(name);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has " + name, e);
        }
    }

    void addTo(Map<String, Object> json) {
        accessToken.ifPresent(value -> json.put("at_hash", value));
        code.ifPresent(value -> json.put("c_hash", value));
        state.ifPresent(value -> json.put("s_hash", value));
    }
}
