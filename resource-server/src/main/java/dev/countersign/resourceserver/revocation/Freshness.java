package dev.countersign.resourceserver.revocation;

import dev.countersign.resourceserver.revocation.FeedRecord.Heartbeat;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;

/**
 * How sure we may be that no rule is missing. The age of the feed is the larger of two: now minus
 * the oldest heartbeat over the partitions, and the time since it arrived by a clock that nobody
 * can set. Written by the feed alone, read by every request.
 */
public final class Freshness {

    /** Why it can not be told whether a rule is missing. */
    public enum Stale {
        NOTHING_HEARD("no heartbeat on every partition yet"),
        PARTITIONS_DIFFER("the topic has another number of partitions than is read"),
        TOO_OLD("the last heartbeat is older than the bound"),
        CLOCKS_DIFFER("a heartbeat is more than a second ahead of this machine's clock"),
        UNREADABLE_RECORD("a record is not understood: upgrade this library");

        private final String log;

        Stale(String log) {
            this.log = log;
        }

        /** For the log. */
        public String log() {
            return log;
        }
    }

    private static final Duration AHEAD = Duration.ofSeconds(1);

    private record Heard(Instant at, long arrivedNanos, int partitions, boolean ahead) {

        Duration age(Instant now, long nanos) {
            Duration said = Duration.between(at, now);
            Duration sinceArrival = Duration.ofNanos(nanos - arrivedNanos);
            return said.compareTo(sinceArrival) > 0 ? said : sinceArrival;
        }
    }

    private final Duration bound;
    private final InstantSource clock;
    private final LongSupplier nanos;
    private volatile Map<Integer, Heard> heard = Map.of();
    private volatile int partitionsRead;
    private volatile boolean unreadable;

    public Freshness(Duration bound, InstantSource clock, LongSupplier nanos) {
        this.bound = bound;
        this.clock = clock;
        this.nanos = nanos;
    }

    /** Empty as long as every rule committed longer ago than the bound is known here. */
    public Optional<Stale> stale() {
        Map<Integer, Heard> all = heard;
        int partitions = partitionsRead;
        if (unreadable) {
            return Optional.of(Stale.UNREADABLE_RECORD);
        }
        if (partitions == 0 || !IntStream.range(0, partitions).allMatch(all::containsKey)) {
            return Optional.of(Stale.NOTHING_HEARD);
        }
        Instant now = clock.instant();
        long monotonic = nanos.getAsLong();
        for (Heard last : all.values()) {
            if (last.ahead || last.at.isAfter(now.plus(AHEAD))) {
                return Optional.of(Stale.CLOCKS_DIFFER);
            }
            if (last.partitions != partitions) {
                return Optional.of(Stale.PARTITIONS_DIFFER);
            }
            if (last.age(now, monotonic).compareTo(bound) > 0) {
                return Optional.of(Stale.TOO_OLD);
            }
        }
        return Optional.empty();
    }

    /**
     * Every rule committed before this has arrived; empty while that can not be told of any time.
     * How long ago it was does not matter here.
     */
    Optional<Instant> heardUntil() {
        Map<Integer, Heard> all = heard;
        int partitions = partitionsRead;
        if (unreadable || all.size() != partitions) {
            return Optional.empty();
        }
        boolean complete =
                all.values().stream().allMatch(it -> !it.ahead && it.partitions == partitions);
        return complete
                ? all.values().stream().map(Heard::at).min(Comparator.naturalOrder())
                : Optional.empty();
    }

    /**
     * How old the news is: the larger of the two ages above, on the partition where it is largest;
     * empty while nothing was heard on one of them.
     */
    public Optional<Duration> age() {
        Map<Integer, Heard> all = heard;
        if (partitionsRead == 0 || all.size() != partitionsRead) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        long monotonic = nanos.getAsLong();
        return all.values().stream()
                .map(last -> last.age(now, monotonic))
                .max(Comparator.naturalOrder());
    }

    /**
     * The feed reads partitions 0 to n-1, all of them from their beginning. What was heard on
     * others, of a topic that is no more, says nothing.
     */
    void reading(int partitions) {
        Map<Integer, Heard> next = new HashMap<>(heard);
        next.keySet().removeIf(partition -> partition >= partitions);
        heard = Map.copyOf(next);
        partitionsRead = partitions;
    }

    /** What an older relay says late takes nothing back from a newer heartbeat. */
    void heard(int partition, Heartbeat heartbeat) {
        Heard known = heard.get(partition);
        boolean ahead = heartbeat.at().isAfter(clock.instant().plus(AHEAD));
        if (!ahead && known != null && !known.ahead && !heartbeat.at().isAfter(known.at)) {
            return;
        }
        Map<Integer, Heard> next = new HashMap<>(heard);
        next.put(
                partition,
                new Heard(heartbeat.at(), nanos.getAsLong(), heartbeat.partitions(), ahead));
        heard = Map.copyOf(next);
    }

    void unreadable() {
        unreadable = true;
    }
}
