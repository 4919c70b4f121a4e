package dev.countersign.revocation.inventory;

import org.jspecify.annotations.Nullable;

/** What was pasted. It may work as a token: it goes nowhere but into its check. */
record PastedToken(@Nullable String token) {

    private static final String SCHEME = "Bearer ";

    /** Without what is easily copied along. */
    String text() {
        String text = token == null ? "" : token.strip();
        return text.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                ? text.substring(SCHEME.length()).strip()
                : text;
    }

    @Override
    public String toString() {
        return "[redacted]";
    }
}
