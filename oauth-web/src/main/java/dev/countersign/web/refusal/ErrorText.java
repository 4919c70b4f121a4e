package dev.countersign.web.refusal;

import dev.countersign.protocol.error.OAuthException;

/**
 * The text of {@code error_description}: RFC 6749 §5.2 allows printable ASCII without quote and
 * backslash. Whatever else a detail holds becomes a question mark, so that the text is safe in a
 * header, a query and a line of the log.
 */
final class ErrorText {

    private ErrorText() {}

    static String of(OAuthException refusal) {
        return clean(refusal.description());
    }

    static String clean(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        text.chars().forEach(c -> clean.append(isAllowed(c) ? (char) c : '?'));
        return clean.toString();
    }

    private static boolean isAllowed(int c) {
        return c >= 0x20 && c <= 0x7e && c != '"' && c != '\\';
    }
}
