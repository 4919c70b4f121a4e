package dev.countersign.cli.signin;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/** RFC 7636 §4.1 and §4.2: the verifier, and the challenge that is shown instead of it. */
record Pkce(String verifier) {

    static final String METHOD = "S256";

    /** 256 bits, as §4.1 recommends. */
    static Pkce random() {
        return new Pkce(Random.text());
    }

    String challenge() {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException absent) {
            throw new IllegalStateException("every Java has SHA-256", absent);
        }
    }

    @Override
    public String toString() {
        return "[redacted]";
    }

    /** What nobody can guess. */
    static final class Random {

        private static final SecureRandom RANDOM = new SecureRandom();

        private Random() {}

        static String text() {
            byte[] bytes = new byte[32];
            RANDOM.nextBytes(bytes);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        }
    }
}
