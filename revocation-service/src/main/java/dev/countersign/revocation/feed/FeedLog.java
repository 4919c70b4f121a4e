package dev.countersign.revocation.feed;

import dev.countersign.revocation.feed.TopicRecord.Heartbeat;
import dev.countersign.revocation.feed.TopicRecord.Rule;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The live rules of one topic, by partition and offset. Written by one thread, read by any. What
 * {@link #reached} promises is there before it is promised.
 */
final class FeedLog {

    private record Held(int partition, long offset, Rule rule) {}

    private record Partition(NavigableMap<Long, Rule> rules, LeaderEpochs epochs) {}

    /**
     * @param positions the next offset of each partition
     * @param heartbeat the oldest of the newest heartbeats before those; 0 if one is missing
     * @param heard the newest of all heartbeats before those
     */
    record Reached(List<Long> positions, long heartbeat, long heard) {

        Reached {
            positions = List.copyOf(positions);
        }
    }

    private final String topicId;
    private final List<Partition> partitions = new CopyOnWriteArrayList<>();
    private final PriorityQueue<Held> byEnd =
            new PriorityQueue<>(Comparator.comparingLong(held -> held.rule().until()));
    private final Set<String> ids = new HashSet<>();
    private final Map<Integer, Heartbeat> heard = new HashMap<>();
    private volatile Reached reached = new Reached(List.of(), 0, 0);
    private volatile int size;
    private long[] positions = new long[0];
    private boolean damaged;

    FeedLog(String topicId, int partitions) {
        this.topicId = topicId;
        growTo(partitions);
    }

    String topicId() {
        return topicId;
    }

    Reached reached() {
        return reached;
    }

    /** How many rules are held. */
    int size() {
        return size;
    }

    void growTo(int count) {
        positions = Arrays.copyOf(positions, count);
        while (partitions.size() < count) {
            partitions.add(new Partition(new ConcurrentSkipListMap<>(), new LeaderEpochs()));
        }
    }

    /**
     * To be followed by {@link #advance} or {@link #confirm}.
     *
     * @param epoch of the leader that wrote the record
     */
    void take(int partition, long offset, int epoch, TopicRecord record) {
        switch (record) {
            case Heartbeat heartbeat -> {
                Heartbeat known = heard.get(partition);
                // an older one, of a slower relay, takes nothing back
                if (known == null || heartbeat.at() > known.at()) {
                    heard.put(partition, heartbeat);
                }
            }
            case Rule rule -> {
                // published twice: whoever reads on from between the two has had the first one
                if (ids.add(key(rule))) {
                    partitions.get(partition).rules.put(offset, rule);
                    byEnd.add(new Held(partition, offset, rule));
                    size = ids.size();
                }
            }
            case TopicRecord.Damaged() -> damaged = true;
        }
        partitions.get(partition).epochs.wrote(offset, epoch);
        positions[partition] = offset + 1;
    }

    /** What is not exactly the same is not the same. */
    private static String key(Rule rule) {
        return rule.id() + ":" + rule.json().hashCode();
    }

    /** The newest time of the issuer in what was taken; milliseconds. */
    long newestHeard() {
        return heard.values().stream().mapToLong(Heartbeat::at).max().orElse(0);
    }

    /** The rules taken so far are there to be read. */
    void advance() {
        reached = new Reached(read(), reached.heartbeat, newestHeard());
    }

    private List<Long> read() {
        return Arrays.stream(positions).boxed().toList();
    }

    /** The same, and the heartbeats taken so far are known to be of this very topic. */
    void confirm() {
        int count = partitions.size();
        boolean complete =
                !damaged
                        && heard.size() == count
                        && heard.values().stream().allMatch(it -> it.partitions() == count);
        long oldest = heard.values().stream().mapToLong(Heartbeat::at).min().orElse(0);
        long heartbeat = complete ? Math.max(oldest, reached.heartbeat) : reached.heartbeat;
        reached = new Reached(read(), heartbeat, newestHeard());
    }

    /** Forgets the rules whose tokens have all expired at that time of the issuer. */
    void forget(long now) {
        for (Held first = byEnd.peek();
                first != null && first.rule().until() < now;
                first = byEnd.peek()) {
            byEnd.remove();
            partitions.get(first.partition()).rules.remove(first.offset());
            ids.remove(key(first.rule()));
        }
        size = ids.size();
    }

    /**
     * All live rules again, if nothing is known to have arrived: where the cursor is of another
     * topic, or of records that this one has lost.
     */
    FeedAnswer after(FeedCursor cursor) {
        Reached until = reached;
        return goesOnFrom(cursor, until)
                ? page(cursor, until, Start.GOES_ON)
                : page(FeedCursor.beginning(topicId), until, Start.RESET);
    }

    /** Whether what came before the cursor came before that place here. */
    boolean goesOnFrom(FeedCursor cursor) {
        return goesOnFrom(cursor, reached);
    }

    private boolean goesOnFrom(FeedCursor cursor, Reached until) {
        return cursor.topicId().equals(topicId) && !isOfLostRecords(cursor, until);
    }

    /** The ids of the rules after the one place and before the other, as far as they are here. */
    Stream<String> between(FeedCursor from, FeedCursor to) {
        return IntStream.range(0, partitions.size())
                .filter(it -> from.place(it).offset() < to.place(it).offset())
                .boxed()
                .flatMap(
                        it ->
                                partitions
                                        .get(it)
                                        .rules
                                        .subMap(from.place(it).offset(), to.place(it).offset())
                                        .values()
                                        .stream())
                .map(Rule::id);
    }

    FeedAnswer anew() {
        return page(FeedCursor.beginning(topicId), reached, Start.RESET);
    }

    FeedAnswer fromTheBeginning() {
        return page(FeedCursor.beginning(topicId), reached, Start.GOES_ON);
    }

    /**
     * A cursor that is ahead is one of a faster replica, as a rule. That one has heard whatever is
     * heard up to here; if it had not, it had read something else at these places.
     */
    private boolean isOfLostRecords(FeedCursor cursor, Reached until) {
        if (cursor.isAheadOf(until.positions) && until.heartbeat > cursor.heard()) {
            return true;
        }
        return IntStream.range(0, until.positions.size())
                .anyMatch(
                        it ->
                                partitions
                                        .get(it)
                                        .epochs
                                        .contradict(cursor.place(it), until.positions.get(it)));
    }

    private enum Start {
        GOES_ON,
        RESET
    }

    private FeedAnswer page(FeedCursor cursor, Reached until, Start start) {
        FeedPage page = new FeedPage();
        for (int i = 0; i < until.positions.size(); i++) {
            Partition partition = partitions.get(i);
            long end = until.positions.get(i);
            long begin = Math.min(cursor.place(i).offset(), end);
            page.add(partition.rules.subMap(begin, end), end, partition.epochs);
        }
        // of a part nothing can be said
        long heartbeat = page.isFull() ? 0 : until.heartbeat;
        return new FeedAnswer(
                cursor.advancedTo(new FeedCursor(topicId, until.heard, heartbeat, page.next())),
                heartbeat,
                page.rules(),
                page.isFull(),
                start == Start.RESET);
    }
}
