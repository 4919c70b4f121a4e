package dev.countersign.revocation.feed;

import dev.countersign.revocation.feed.TopicRecord.Heartbeat;
import dev.countersign.revocation.feed.TopicRecord.Rule;
import java.util.ArrayList;
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

/**
 * The live rules of one topic, by partition and offset. Written by one thread, read by any. What
 * {@link #reached} promises is there before it is promised.
 */
final class FeedLog {

    /** An answer ends after so many rules or characters of rules, whichever comes first. */
    static final int MOST_RULES = 5_000;

    static final int MOST_CHARACTERS = 1 << 20;

    private record Held(int partition, long offset, Rule rule) {}

    /**
     * @param positions the next offset of each partition
     * @param heartbeat the oldest of the newest heartbeats before those; 0 if one is missing
     */
    record Reached(List<Long> positions, long heartbeat) {

        Reached {
            positions = List.copyOf(positions);
        }
    }

    private final String topicId;
    private final List<NavigableMap<Long, Rule>> partitions = new CopyOnWriteArrayList<>();
    private final PriorityQueue<Held> byEnd =
            new PriorityQueue<>(Comparator.comparingLong(held -> held.rule().until()));
    private final Set<String> ids = new HashSet<>();
    private final Map<Integer, Heartbeat> heard = new HashMap<>();
    private volatile Reached reached = new Reached(List.of(), 0);
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
            partitions.add(new ConcurrentSkipListMap<>());
        }
    }

    /** To be followed by {@link #advance} or {@link #confirm}. */
    void take(int partition, long offset, TopicRecord record) {
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
                    partitions.get(partition).put(offset, rule);
                    byEnd.add(new Held(partition, offset, rule));
                    size = ids.size();
                }
            }
            case TopicRecord.Damaged() -> damaged = true;
        }
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
        reached = new Reached(read(), reached.heartbeat);
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
        reached = new Reached(read(), heartbeat);
    }

    /** Forgets the rules whose tokens have all expired at that time of the issuer. */
    void forget(long now) {
        for (Held first = byEnd.peek();
                first != null && first.rule().until() < now;
                first = byEnd.peek()) {
            byEnd.remove();
            partitions.get(first.partition()).remove(first.offset());
            ids.remove(key(first.rule()));
        }
        size = ids.size();
    }

    /** Of another topic, nothing is known to have arrived: all live rules again. */
    FeedAnswer after(FeedCursor cursor) {
        return cursor.topicId().equals(topicId)
                ? page(cursor, Start.GOES_ON)
                : page(FeedCursor.beginning(topicId), Start.RESET);
    }

    FeedAnswer anew() {
        return page(FeedCursor.beginning(topicId), Start.RESET);
    }

    FeedAnswer fromTheBeginning() {
        return page(FeedCursor.beginning(topicId), Start.GOES_ON);
    }

    private enum Start {
        GOES_ON,
        RESET
    }

    private FeedAnswer page(FeedCursor cursor, Start start) {
        Reached until = reached;
        List<String> rules = new ArrayList<>();
        List<Long> next = new ArrayList<>(until.positions);
        int size = 0;
        boolean full = false;
        for (int partition = 0; partition < next.size(); partition++) {
            long from = cursor.offset(partition);
            long to = until.positions.get(partition);
            if (from >= to) {
                continue;
            }
            for (Map.Entry<Long, Rule> held :
                    partitions.get(partition).subMap(from, to).entrySet()) {
                if (rules.size() == MOST_RULES || size >= MOST_CHARACTERS) {
                    full = true;
                    next.set(partition, held.getKey());
                    break;
                }
                rules.add(held.getValue().json());
                size += held.getValue().json().length();
            }
        }
        return new FeedAnswer(
                cursor.advancedTo(next),
                // of a part nothing can be said
                full ? 0 : until.heartbeat,
                rules,
                full,
                start == Start.RESET);
    }
}
