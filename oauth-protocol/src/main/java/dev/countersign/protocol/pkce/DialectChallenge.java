package dev.countersign.protocol.pkce;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A challenge of the dialect (contract, section 6): the lower-case hexadecimal digest of the
 * verifier, or RFC 7636's S256. As there, {@code plain} does not exist.
 */
public record DialectChallenge(Method method, String value) implements Challenge {

    /** The values of {@code code_challenge_method}, spelt as here and in no other case. */
    public enum Method {
        SHA256("SHA-256", "[0-9a-f]{64}"),
        SHA512("SHA-512", "[0-9a-f]{128}"),
        S256("SHA-256", "[A-Za-z0-9_-]{43}");

        private final String algorithm;
        private final Pattern grammar;

        Method(String algorithm, String grammar) {
            this.algorithm = algorithm;
            this.grammar = Pattern.compile(grammar);
        }

        public static Optional<Method> of(String word) {
            for (Method method : values()) {
                if (method.name().equals(word)) {
                    return Optional.of(method);
                }
            }
            return Optional.empty();
        }

        private byte[] digest(String text) {
            try {
                return MessageDigest.getInstance(algorithm)
                        .digest(text.getBytes(StandardCharsets.UTF_8));
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java platform has " + algorithm, e);
            }
        }
    }

    public DialectChallenge {
        if (!method.grammar.matcher(value).matches()) {
            throw new IllegalArgumentException("not a challenge of this method");
        }
    }

    public static DialectChallenge of(Method method, DialectVerifier verifier) {
        byte[] digest = method.digest(verifier.value());
        return new DialectChallenge(
                method,
                switch (method) {
                    case SHA256, SHA512 -> HexFormat.of().formatHex(digest);
                    case S256 -> Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
                });
    }

    @Override
    public boolean matches(Verifier verifier) {
        return switch (verifier) {
            case CodeVerifier ignored -> false;
            case DialectVerifier own ->
                    MessageDigest.isEqual(
                            value.getBytes(StandardCharsets.US_ASCII),
                            of(method, own).value.getBytes(StandardCharsets.US_ASCII));
        };
    }
}
