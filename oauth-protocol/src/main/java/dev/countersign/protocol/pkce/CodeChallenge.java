package dev.countersign.protocol.pkce;

import dev.countersign.protocol.secret.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * An S256 code challenge, RFC 7636 §4.2. The method {@code plain} does not exist here: it protects
 * nobody whose authorization request is read.
 */
public record CodeChallenge(String value) implements Challenge {

    /** The one value of {@code code_challenge_method}. */
    public static final String METHOD = "S256";

    private static final Pattern GRAMMAR = Pattern.compile("[A-Za-z0-9_-]{43}");

    public CodeChallenge {
        if (!GRAMMAR.matcher(value).matches()) {
            throw new IllegalArgumentException("not an S256 code challenge");
        }
    }

    public static CodeChallenge of(CodeVerifier verifier) {
        byte[] digest = Sha256.of(verifier.value());
        return new CodeChallenge(Base64.getUrlEncoder().withoutPadding().encodeToString(digest));
    }

    /** RFC 7636 §4.6. */
    @Override
    public boolean matches(Verifier verifier) {
        return switch (verifier) {
            case DialectVerifier ignored -> false;
            case CodeVerifier own ->
                    MessageDigest.isEqual(
                            value.getBytes(StandardCharsets.US_ASCII),
                            of(own).value.getBytes(StandardCharsets.US_ASCII));
        };
    }
}
