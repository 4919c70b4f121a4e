package dev.countersign.protocol;

import java.util.regex.Pattern;

/** A client identifier, RFC 6749 §2.2: 1 to 255 visible ASCII characters. */
public record ClientId(String value) {

    private static final Pattern GRAMMAR = Pattern.compile("[\\x21-\\x7e]{1,255}");

    public ClientId {
        if (!GRAMMAR.matcher(value).matches()) {
            throw new IllegalArgumentException("not a client identifier");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
