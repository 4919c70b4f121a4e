package dev.countersign.store.inventory;

import java.util.Locale;
import java.util.Optional;

/** What became of a grant. */
public enum GrantStatus {
    /** It can be refreshed, and its access tokens count. */
    LIVE,
    /** It was ended, a rule stops it, or its user or application is disabled or gone. */
    REVOKED,
    /** Its absolute end has passed, or it was idle for longer than its application allows. */
    EXPIRED;

    /** As it stands in a request or an answer. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<GrantStatus> of(String word) {
        for (GrantStatus status : values()) {
            if (status.word().equals(word)) {
                return Optional.of(status);
            }
        }
        return Optional.empty();
    }
}
