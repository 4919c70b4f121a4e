package dev.countersign.jose;

import dev.countersign.jose.KeyStep.Add;
import dev.countersign.jose.KeyStep.BringForward;
import dev.countersign.jose.KeyStep.Forget;
import dev.countersign.protocol.SigningAlgorithm;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The policy of rotation (design, Keys), and what it asks for at an instant. Pure: whoever holds
 * the lock gives the keys and the time, and does the steps.
 *
 * @param lifetime for how long a key signs
 * @param publishedAhead for how long a key is in the JWK Set before it signs
 * @param kept for how long, after it signed last, a key still verifies hints of ours
 */
public record KeyRotation(Duration lifetime, Duration publishedAhead, Duration kept) {

    /**
     * No planned key signs sooner after it was published. A replica knows it after two seconds, a
     * cache of the JWK Set holds an old one for five, and an API that has just looked for an
     * unknown key looks again after five: twelve, and three to spare.
     */
    public static final Duration SHORTEST_NOTICE = Duration.ofSeconds(15);

    private static final Duration SHORTEST_LIFETIME = Duration.ofHours(1);
    private static final Duration LONGEST = Duration.ofDays(3650);

    public KeyRotation {
        require(
                "countersign.signing-keys.published-ahead",
                publishedAhead,
                SHORTEST_NOTICE,
                LONGEST);
        require("countersign.signing-keys.lifetime", lifetime, SHORTEST_LIFETIME, LONGEST);
        if (lifetime.compareTo(publishedAhead.multipliedBy(2)) < 0) {
            throw new IllegalArgumentException(
                    "countersign.signing-keys.lifetime: less than twice published-ahead");
        }
        require("countersign.signing-keys.kept", kept, KeyTimes.LONGEST_TOKEN, LONGEST);
    }

    private static void require(String key, Duration value, Duration least, Duration most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new IllegalArgumentException(
                    key + ": " + value + " is not from " + least + " to " + most);
        }
    }

    /** What is due now. Doing it twice, or late, leaves the same guarantees. */
    public List<KeyStep> due(KeySchedule schedule, Instant now) {
        return Stream.concat(
                        Arrays.stream(SigningAlgorithm.values())
                                .flatMap(it -> due(it, schedule, now).stream()),
                        forgotten(schedule, now))
                .toList();
    }

    private Optional<KeyStep> due(SigningAlgorithm algorithm, KeySchedule schedule, Instant now) {
        Optional<KeyTimes> signing = schedule.begun(algorithm, now);
        if (signing.isEmpty()) {
            return Optional.of(atOnce(algorithm, now));
        }
        Instant end = end(signing.get());
        if (schedule.next(algorithm, now).isPresent() || now.isBefore(end.minus(publishedAhead))) {
            return Optional.empty();
        }
        Instant earliest = now.plus(publishedAhead);
        return Optional.of(after(signing.get(), end.isAfter(earliest) ? end : earliest));
    }

    /** A lifetime that was made shorter holds for the keys that are there. */
    private Instant end(KeyTimes signing) {
        Instant longest = signing.signsFrom().plus(lifetime);
        return longest.isBefore(signing.signsUntil()) ? longest : signing.signsUntil();
    }

    private Add after(KeyTimes signing, Instant from) {
        return new Add(signing.algorithm(), from, from.plus(lifetime), Optional.of(signing.id()));
    }

    private Add atOnce(SigningAlgorithm algorithm, Instant now) {
        return new Add(algorithm, now, now.plus(lifetime), Optional.empty());
    }

    private Stream<KeyStep> forgotten(KeySchedule schedule, Instant now) {
        return schedule.keys().stream()
                .filter(key -> !now.isBefore(key.signsUntil().plus(kept)))
                .filter(
                        key ->
                                !schedule.signing(key.algorithm(), now)
                                        .filter(key::equals)
                                        .isPresent())
                .map(key -> new Forget(key.id()));
    }

    /** Whether caches can follow, and the order is for the lifetime of a key. */
    public boolean allows(Duration notice) {
        return notice.compareTo(SHORTEST_NOTICE) >= 0 && notice.compareTo(lifetime) <= 0;
    }

    /**
     * A planned rotation out of turn: by the end of the notice another key signs. Empty where the
     * next one does so anyway, so that an order given twice is given once.
     *
     * @throws IllegalArgumentException if such a notice is not {@linkplain #allows allowed}
     */
    public Optional<KeyStep> ordered(
            SigningAlgorithm algorithm, KeySchedule schedule, Instant now, Duration notice) {
        if (!allows(notice)) {
            throw new IllegalArgumentException("such a notice is not allowed: " + notice);
        }
        Optional<KeyTimes> signing = schedule.begun(algorithm, now);
        if (signing.isEmpty()) {
            return Optional.of(atOnce(algorithm, now));
        }
        Instant from = now.plus(notice);
        Optional<KeyTimes> next = schedule.next(algorithm, now);
        if (next.isEmpty()) {
            return Optional.of(after(signing.get(), from));
        }
        return next.filter(it -> it.signsFrom().isAfter(from))
                .map(it -> new BringForward(it.id(), from, signing.map(KeyTimes::id)));
    }

    /**
     * After a key of this algorithm was found to be known to others, and is in the schedule no
     * more: where none signs, a new one at once. One that was published to sign next does not stand
     * in: who has the one may have the other, and a key that nobody has seen costs nothing.
     */
    public Optional<KeyStep> emergency(
            SigningAlgorithm algorithm, KeySchedule schedule, Instant now) {
        return schedule.begun(algorithm, now).isPresent()
                ? Optional.empty()
                : Optional.of(atOnce(algorithm, now));
    }
}
