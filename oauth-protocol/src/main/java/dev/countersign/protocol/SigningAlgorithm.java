package dev.countersign.protocol;

import java.util.Optional;

/**
 * The algorithms that sign tokens; their words are the values of {@code alg}. None of them is
 * symmetric, and none is {@code none}.
 */
public enum SigningAlgorithm {
    /** RSASSA-PKCS1-v1_5 with SHA-256, RFC 7518 §3.3: what every library verifies. */
    RS256("RS256"),
    /** RSASSA-PSS with SHA-256, RFC 7518 §3.5. */
    PS256("PS256"),
    /** ECDSA on P-256 with SHA-256, RFC 7518 §3.4. */
    ES256("ES256"),
    /** Ed25519, RFC 8037 §3.1. Ed448 has the same word and is not made. */
    EDDSA("EdDSA");

    private final String word;

    SigningAlgorithm(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }

    public static Optional<SigningAlgorithm> of(String word) {
        for (SigningAlgorithm algorithm : values()) {
            if (algorithm.word.equals(word)) {
                return Optional.of(algorithm);
            }
        }
        return Optional.empty();
    }
}
