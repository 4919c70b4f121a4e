package dev.countersign.auth.admin.keys;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.countersign.jose.KeySchedule;
import dev.countersign.jose.KeyTimes;
import dev.countersign.store.key.KeyRecord;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A signing key as administrators see it.
 *
 * @param publishedUntil absent of a compromised key, which is not published
 */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record KeyDocument(
        String kid,
        String alg,
        State state,
        Instant createdAt,
        Instant signsFrom,
        Instant signsUntil,
        Optional<Instant> publishedUntil,
        Optional<Instant> compromisedAt) {

    /** What becomes of a key, one after the other; the last one may come at any time. */
    enum State {
        @JsonProperty("next")
        NEXT,
        @JsonProperty("signing")
        SIGNING,
        @JsonProperty("retired")
        RETIRED,
        @JsonProperty("compromised")
        COMPROMISED
    }

    /** All keys of the server. */
    record All(List<KeyDocument> keys) {

        static All of(List<KeyRecord> keys, Instant now) {
            KeySchedule schedule =
                    new KeySchedule(
                            keys.stream()
                                    .filter(key -> key.compromisedAt().isEmpty())
                                    .map(KeyRecord::times)
                                    .toList());
            return new All(keys.stream().map(key -> KeyDocument.of(key, schedule, now)).toList());
        }
    }

    private static KeyDocument of(KeyRecord key, KeySchedule schedule, Instant now) {
        KeyTimes times = key.times();
        return new KeyDocument(
                times.id().value(),
                times.algorithm().word(),
                state(key, schedule, now),
                key.createdAt(),
                times.signsFrom(),
                times.signsUntil(),
                key.compromisedAt().isPresent()
                        ? Optional.empty()
                        : Optional.of(times.publishedUntil()),
                key.compromisedAt());
    }

    private static State state(KeyRecord key, KeySchedule schedule, Instant now) {
        if (key.compromisedAt().isPresent()) {
            return State.COMPROMISED;
        }
        if (schedule.signing(key.times().algorithm(), now)
                .filter(key.times()::equals)
                .isPresent()) {
            return State.SIGNING;
        }
        return key.times().signsFrom().isAfter(now) ? State.NEXT : State.RETIRED;
    }
}
