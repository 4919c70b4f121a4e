package dev.countersign.jose;

import dev.countersign.protocol.KeyId;
import dev.countersign.protocol.SigningAlgorithm;
import java.time.Duration;
import java.time.Instant;

/**
 * When a key signs: from the one instant until just before the other, or until another one of its
 * algorithm does.
 */
public record KeyTimes(
        KeyId id, SigningAlgorithm algorithm, Instant signsFrom, Instant signsUntil) {

    /**
     * No token lives longer than a day (contract, section 4), and nobody who verifies has a clock
     * that is further behind than five minutes.
     */
    static final Duration LONGEST_TOKEN = Duration.ofHours(24).plusMinutes(5);

    /** Until the last token that it may have signed has expired. */
    public Instant publishedUntil() {
        return signsUntil.plus(LONGEST_TOKEN);
    }

    boolean mayHaveBegunAt(Instant now) {
        return !signsFrom.isAfter(now);
    }
}
