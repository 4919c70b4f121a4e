package dev.countersign.revocation.feed;

import dev.countersign.protocol.ClientId;
import dev.countersign.revocation.propagation.Acknowledgement;
import dev.countersign.revocation.propagation.Acknowledgement.OfRule;
import dev.countersign.revocation.propagation.Acknowledgement.OfTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An instance that presents a cursor has applied what came before it: that is acknowledged in its
 * name, at the time at which we learn of it. Rule by rule only what it has applied since it was
 * presented last, here, and not what it read when it began. Bounded for each API in what is
 * remembered and in what is said.
 */
final class PresentedCursors {

    static final int MOST_INSTANCES = 2_000;
    static final int MOST_A_SECOND = 10_000;

    private static final int MOST_AT_ONCE = 1_000;
    private static final Duration BETWEEN_TIMES = Duration.ofMillis(500);
    private static final Duration BETWEEN_SWEEPS = Duration.ofSeconds(1);
    private static final Duration GONE = Duration.ofSeconds(30);

    /**
     * @param at when the instance asked last
     * @param timed when its time was said last
     */
    private record Presented(FeedCursor cursor, Instant at, Instant timed) {}

    private static final class OfApi {
        private final Map<InstanceName, Presented> instances = new HashMap<>();
        private Instant swept = Instant.EPOCH;
        private long second;
        private int said;
    }

    private final Map<ClientId, OfApi> apis = new HashMap<>();
    private final Consumer<Acknowledgement> acknowledged;
    private final InstantSource clock;

    /**
     * @param acknowledged must not block
     */
    PresentedCursors(Consumer<Acknowledgement> acknowledged, InstantSource clock) {
        this.acknowledged = acknowledged;
        this.clock = clock;
    }

    /**
     * @param cursor one from which the log goes on; the beginning for an instance that begins anew
     */
    synchronized void present(ClientId api, InstanceName instance, FeedCursor cursor, FeedLog log) {
        Instant now = clock.instant();
        OfApi own = apis.computeIfAbsent(api, key -> new OfApi());
        @Nullable Presented known = own.instances.get(instance);
        if (known == null && isFull(own, now)) {
            return;
        }
        String name = instance.of(api);
        if (known != null && !isGone(known, now)) {
            for (UUID rule : since(known.cursor, cursor, log)) {
                say(own, new OfRule(name, rule, now.toEpochMilli()), now);
            }
        }
        // after the rules of which it speaks
        boolean due = known == null || !known.timed.plus(BETWEEN_TIMES).isAfter(now);
        if (due) {
            say(own, new OfTime(name, cursor.heartbeat()), now);
        }
        own.instances.put(
                instance,
                new Presented(
                        furthest(known, cursor), now, known == null || due ? now : known.timed));
    }

    /** An older cursor acknowledges nothing anew; only a chain that begins anew goes back. */
    private static FeedCursor furthest(@Nullable Presented known, FeedCursor cursor) {
        return known == null
                        || cursor.heartbeat() == 0
                        || !known.cursor.topicId().equals(cursor.topicId())
                ? cursor
                : cursor.advancedTo(known.cursor);
    }

    /** Those that are here keep their place: invented names do not drive them out. */
    private static boolean isFull(OfApi own, Instant now) {
        if (own.instances.size() < MOST_INSTANCES) {
            return false;
        }
        // not all of them for each name that somebody invents
        if (own.swept.plus(BETWEEN_SWEEPS).isBefore(now)) {
            own.swept = now;
            own.instances.values().removeIf(it -> isGone(it, now));
        }
        return own.instances.size() >= MOST_INSTANCES;
    }

    private static boolean isGone(Presented known, Instant now) {
        return known.at.plus(GONE).isBefore(now);
    }

    private static List<UUID> since(FeedCursor known, FeedCursor cursor, FeedLog log) {
        boolean goesOn = known.heartbeat() > 0 && known.topicId().equals(log.topicId());
        return goesOn
                ? log.between(known, cursor)
                        .limit(MOST_AT_ONCE)
                        .flatMap(id -> uuid(id).stream())
                        .toList()
                : List.of();
    }

    private static Optional<UUID> uuid(String id) {
        try {
            return Optional.of(UUID.fromString(id));
        } catch (IllegalArgumentException ofALaterVersion) {
            return Optional.empty();
        }
    }

    private void say(OfApi own, Acknowledgement acknowledgement, Instant now) {
        if (own.second != now.getEpochSecond()) {
            own.second = now.getEpochSecond();
            own.said = 0;
        }
        if (own.said < MOST_A_SECOND) {
            own.said++;
            acknowledged.accept(acknowledgement);
        }
    }
}
