package dev.countersign.store.change;

import dev.countersign.clients.ApplicationCache;
import dev.countersign.store.change.SaidOfChanges.Changed;
import dev.countersign.store.change.SaidOfChanges.Heartbeat;
import dev.countersign.store.change.SaidOfChanges.Unknown;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is heard from one topic, read from its end without a gap: each change ends the copies that
 * it concerns, and the oldest heartbeat over all partitions says up to when all were heard.
 */
final class HeardChanges {

    private final ApplicationCache cache;
    private final int partitions;
    private final Map<Integer, Instant> newest = new HashMap<>();
    private @Nullable String topic;

    HeardChanges(ApplicationCache cache, int partitions) {
        this.cache = cache;
        this.partitions = partitions;
    }

    /** False if it came from another topic, or from one that has other partitions than are read. */
    boolean take(int partition, SaidOfChanges said) {
        switch (said) {
            case Changed(Change.OfApplication application) -> cache.evict(application.client());
            // whichever applications have its scopes, or had, or will have them now
            case Changed(Change.OfApi ignored) -> cache.evictAll();
            case Unknown ignored -> cache.evictAll();
            case Heartbeat heartbeat -> {
                return take(partition, heartbeat);
            }
        }
        return true;
    }

    private boolean take(int partition, Heartbeat heartbeat) {
        if (topic == null) {
            topic = heartbeat.topic();
        }
        if (!heartbeat.topic().equals(topic) || heartbeat.partitions() != partitions) {
            return false;
        }
        newest.merge(partition, heartbeat.at(), HeardChanges::later);
        upTo().ifPresent(cache::heard);
        return true;
    }

    /** Every change committed before was heard; empty until each partition has said something. */
    Optional<Instant> upTo() {
        return newest.size() == partitions
                ? newest.values().stream().min(Instant::compareTo)
                : Optional.empty();
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
