package dev.countersign.protocol;

import java.util.Optional;

/**
 * How the answer of the authorization endpoint travels; the words are the values of {@code
 * response_mode}.
 */
public enum ResponseMode {
    /** OAuth 2.0 Multiple Response Type Encoding Practices §2.1. */
    QUERY("query"),
    /** OAuth 2.0 Multiple Response Type Encoding Practices §2.1. */
    FRAGMENT("fragment"),
    /** OAuth 2.0 Form Post Response Mode §2. */
    FORM_POST("form_post");

    private final String word;

    ResponseMode(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }

    public static Optional<ResponseMode> of(String word) {
        for (ResponseMode mode : values()) {
            if (mode.word.equals(word)) {
                return Optional.of(mode);
            }
        }
        return Optional.empty();
    }

    /**
     * Whether an answer to this address can travel so: no form is posted to an app's own scheme.
     */
    public boolean reaches(RedirectUri uri) {
        return this != FORM_POST
                || uri.value().startsWith("https://")
                || uri.value().startsWith("http://");
    }
}
