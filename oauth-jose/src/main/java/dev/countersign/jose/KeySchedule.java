package dev.countersign.jose;

import dev.countersign.protocol.SigningAlgorithm;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which key signs and which are published, at any instant. No compromised key is in it. */
public record KeySchedule(List<KeyTimes> keys) {

    private static final Comparator<KeyTimes> BY_TIME =
            Comparator.comparing(KeyTimes::signsFrom).thenComparing(key -> key.id().value());

    public KeySchedule {
        keys = List.copyOf(keys);
    }

    /**
     * The newest that may sign. Rather than none, the newest signs on past its time, and where none
     * has begun (by a clock that is behind, say) the next one signs early.
     */
    public Optional<KeyTimes> signing(SigningAlgorithm algorithm, Instant now) {
        return begun(algorithm, now).or(() -> of(algorithm).min(BY_TIME));
    }

    /** The newest whose time has begun. */
    Optional<KeyTimes> begun(SigningAlgorithm algorithm, Instant now) {
        return of(algorithm).filter(key -> key.mayHaveBegunAt(now)).max(BY_TIME);
    }

    /** The one that will sign after the one that signs now. */
    public Optional<KeyTimes> next(SigningAlgorithm algorithm, Instant now) {
        Optional<KeyTimes> signing = signing(algorithm, now);
        return of(algorithm)
                .filter(key -> !key.mayHaveBegunAt(now) && !signing.filter(key::equals).isPresent())
                .min(BY_TIME);
    }

    /** Those by which a token that is alive may have been signed, or will be. */
    public List<KeyTimes> published(Instant now) {
        Set<KeyTimes> signing =
                Arrays.stream(SigningAlgorithm.values())
                        .flatMap(algorithm -> signing(algorithm, now).stream())
                        .collect(Collectors.toSet());
        return keys.stream()
                .filter(key -> now.isBefore(key.publishedUntil()) || signing.contains(key))
                .toList();
    }

    private Stream<KeyTimes> of(SigningAlgorithm algorithm) {
        return keys.stream().filter(key -> key.algorithm() == algorithm);
    }
}
