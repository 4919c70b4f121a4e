package dev.countersign.clients;

import java.util.Locale;

/** {@code application_type}, OpenID Connect Dynamic Registration 1.0 §2, and machine clients. */
public enum ApplicationType {
    NATIVE,
    WEB,
    SERVICE;

    public static ApplicationType of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
