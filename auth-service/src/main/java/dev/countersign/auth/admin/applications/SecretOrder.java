package dev.countersign.auth.admin.applications;

import dev.countersign.protocol.error.OAuthException;
import dev.countersign.web.administration.WrongFields;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The order for a new secret: planned, with an overlap in which the old one works as well, or
 * because the old one has leaked.
 */
record SecretOrder(@Nullable String overlap, @Nullable Boolean leaked) {

    private static final Duration USUAL = Duration.ofHours(24);
    private static final Duration LONGEST = Duration.ofDays(30);

    boolean isLeaked() {
        return Boolean.TRUE.equals(leaked);
    }

    /**
     * @throws OAuthException if it is no duration from none to 30 days, or given for a leak
     */
    Duration parseOverlap() {
        WrongFields wrong = new WrongFields();
        if (isLeaked() && overlap != null) {
            wrong.add("overlap", "is none where the secret has leaked");
        }
        Duration parsed =
                wrong.read(
                                "overlap",
                                overlap,
                                SecretOrder::bounded,
                                "is no duration like PT24H, or longer than " + LONGEST)
                        .orElse(USUAL);
        wrong.check();
        return parsed;
    }

    private static Duration bounded(String text) {
        Duration overlap = Duration.parse(text);
        if (overlap.isNegative() || overlap.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("not within its bounds");
        }
        return overlap;
    }
}
