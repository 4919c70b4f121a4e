package dev.countersign.protocol.pkce;

import java.util.regex.Pattern;

/** A code verifier, RFC 7636 §4.1: 43 to 128 unreserved characters. A secret until it is spent. */
public record CodeVerifier(String value) implements Verifier {

    private static final Pattern GRAMMAR = Pattern.compile("[A-Za-z0-9._~-]{43,128}");

    public CodeVerifier {
        if (!GRAMMAR.matcher(value).matches()) {
            throw new IllegalArgumentException("not a code verifier");
        }
    }

    @Override
    public String toString() {
        return "[redacted]";
    }
}
