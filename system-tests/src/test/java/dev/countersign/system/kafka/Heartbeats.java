package dev.countersign.system.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The newest heartbeat of each partition that is read, and how old it makes what is known. */
final class Heartbeats {

    private static final long BOUND = Duration.ofSeconds(5).toMillis();
    private static final long AHEAD = Duration.ofSeconds(1).toMillis();

    /**
     * @param at the issuer's time, in milliseconds
     * @param arrived by a clock that nobody can set, in nanoseconds
     */
    private record Heard(long at, long arrived, int partitions) {

        boolean isFresh(int read) {
            long said = System.currentTimeMillis() - at;
            long sinceArrival = (System.nanoTime() - arrived) / 1_000_000;
            return partitions == read && said >= -AHEAD && Math.max(said, sinceArrival) <= BOUND;
        }
    }

    private final Map<Integer, Heard> newest = new HashMap<>();

    /** Several relays send heartbeats side by side: an older one takes nothing back. */
    void heard(int partition, long at, int partitions) {
        Heard known = newest.get(partition);
        if (known == null || at > known.at) {
            newest.put(partition, new Heard(at, System.nanoTime(), partitions));
        }
    }

    /** "A consumer that does not read exactly n partitions is stale until it does." */
    boolean areFresh(int read) {
        return isHeardOn(read) && newest.values().stream().allMatch(it -> it.isFresh(read));
    }

    boolean isHeardOn(int partitions) {
        return newest.size() == partitions;
    }

    Optional<Long> newest(int partition) {
        return Optional.ofNullable(newest.get(partition)).map(Heard::at);
    }
}
