package dev.countersign.protocol.token;

import dev.countersign.protocol.RandomText;
import dev.countersign.protocol.secret.Sha256;
import java.util.regex.Pattern;

/**
 * An authorization code: a prefix that secret scanners find and 256 random bits, 50 characters in
 * all. Stores know it by its SHA-256 only.
 */
public record AuthorizationCode(String value) {

    private static final String PREFIX = "cscode_";
    private static final Pattern GRAMMAR = Pattern.compile(PREFIX + "[A-Za-z0-9_-]{43}");

    public AuthorizationCode {
        if (!GRAMMAR.matcher(value).matches()) {
            throw new IllegalArgumentException("not an authorization code");
        }
    }

    public static AuthorizationCode random() {
        return new AuthorizationCode(PREFIX + RandomText.ofBits(256));
    }

    /** What a store may know. */
    public byte[] hash() {
        return Sha256.of(value);
    }

    @Override
    public String toString() {
        return "[redacted]";
    }
}
