package dev.countersign.protocol;

import java.util.Locale;

/**
 * A family of endpoints: the same engine, spoken to in other words. A code, and the refresh token
 * of a grant, work only at the family that began them (contract, section 6).
 */
public enum Family {
    /** The endpoints below {@code /oauth2}. */
    OAUTH,
    /** {@code /login?clientId=}, {@code /auth} and {@code /auth/token}. */
    DIALECT;

    /**
     * @throws IllegalArgumentException for any other word
     */
    public static Family of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
