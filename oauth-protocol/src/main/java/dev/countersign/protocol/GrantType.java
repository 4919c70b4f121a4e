package dev.countersign.protocol;

import java.util.Optional;

/** The grant types that are implemented; their words are the values of {@code grant_type}. */
public enum GrantType {
    /** RFC 6749 §4.1. */
    AUTHORIZATION_CODE("authorization_code"),
    /** RFC 6749 §6. */
    REFRESH_TOKEN("refresh_token"),
    /** RFC 6749 §4.4. */
    CLIENT_CREDENTIALS("client_credentials");

    private final String word;

    GrantType(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }

    public static Optional<GrantType> of(String word) {
        for (GrantType type : values()) {
            if (type.word.equals(word)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }
}
