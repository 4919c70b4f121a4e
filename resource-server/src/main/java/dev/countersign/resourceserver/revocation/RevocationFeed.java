package dev.countersign.resourceserver.revocation;

import dev.countersign.resourceserver.revocation.FeedRecord.Heartbeat;
import dev.countersign.resourceserver.revocation.FeedRecord.Rule;
import dev.countersign.resourceserver.revocation.FeedRecord.Unreadable;
import dev.countersign.resourceserver.revocation.Freshness.Stale;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the topic of rules on a thread of its own, all partitions from their beginning, for ever: a
 * broker that is away is waited for. No group: every process reads every rule.
 */
public final class RevocationFeed implements AutoCloseable {

    public static final String TOPIC = "countersign.revocations";

    private static final System.Logger LOG = System.getLogger(RevocationFeed.class.getName());
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Map<String, Object> settings;
    private final RevocationRules rules;
    private final Freshness freshness;
    private final Consumer<RevocationRule> applied;
    private final InstantSource clock;
    private final Thread thread;
    private volatile boolean closed;
    private volatile boolean ready;
    private volatile @Nullable KafkaConsumer<byte[], byte[]> reading;
    private Optional<Stale> reported = Optional.empty();
    private int partitionsAnnounced;
    private Instant issuersTime = Instant.EPOCH;

    /**
     * @param kafka how the brokers are reached: {@code bootstrap.servers} and what security needs
     * @param applied told of each rule once it is in force; must not block
     */
    public RevocationFeed(
            Map<String, String> kafka,
            RevocationRules rules,
            Freshness freshness,
            Consumer<RevocationRule> applied,
            InstantSource clock) {
        this.settings = settings(kafka);
        this.rules = rules;
        this.freshness = freshness;
        this.applied = applied;
        this.clock = clock;
        this.thread = Thread.ofPlatform().daemon().name("revocation-feed").unstarted(this::run);
    }

    public void start() {
        thread.start();
    }

    /**
     * True from the first time that all rules were known and fresh, and ever after: a feed that
     * goes stale changes decisions, not readiness, or one broker would take every API away.
     */
    public boolean ready() {
        return ready;
    }

    private void run() {
        while (!closed) {
            try (KafkaConsumer<byte[], byte[]> consumer =
                    new KafkaConsumer<>(
                            settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
                reading = consumer;
                follow(consumer);
            } catch (RuntimeException e) {
                pause(e);
            }
        }
    }

    private void follow(KafkaConsumer<byte[], byte[]> consumer) {
        partitionsAnnounced = 0;
        int partitions = consumer.partitionsFor(TOPIC, PATIENCE).size();
        if (partitions == 0) {
            throw new IllegalStateException("there is no topic " + TOPIC);
        }
        read(consumer, partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment(), PATIENCE);
        while (!closed) {
            consumer.poll(POLL).forEach(this::take);
            rules.forget(now());
            if (partitionsAnnounced > partitions) {
                partitions = partitionsAnnounced;
                read(consumer, partitions);
            }
            report();
            ready = ready || (freshness.stale().isEmpty() && caughtUp(consumer, ends));
        }
    }

    /** Partitions read already keep their place; new ones begin at their beginning. */
    private void read(KafkaConsumer<byte[], byte[]> consumer, int partitions) {
        Set<TopicPartition> known = Set.copyOf(consumer.assignment());
        List<TopicPartition> all =
                IntStream.range(0, partitions)
                        .mapToObj(partition -> new TopicPartition(TOPIC, partition))
                        .toList();
        consumer.assign(all);
        consumer.seekToBeginning(all.stream().filter(it -> !known.contains(it)).toList());
        freshness.reading(partitions);
    }

    private static boolean caughtUp(
            KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream()
                .allMatch(end -> consumer.position(end.getKey(), PATIENCE) >= end.getValue());
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        switch (FeedRecordReader.read(record.value())) {
            case Heartbeat heartbeat -> {
                freshness.heard(record.partition(), heartbeat);
                issuersTime = heartbeat.at().isAfter(issuersTime) ? heartbeat.at() : issuersTime;
                partitionsAnnounced = Math.max(partitionsAnnounced, heartbeat.partitions());
            }
            case Rule(RevocationRule rule, var ignored) -> {
                if (!ignored.isEmpty()) {
                    LOG.log(
                            System.Logger.Level.ERROR,
                            "rule {0} has fields that this version ignores, and so stops more"
                                    + " than it should: upgrade resource-server",
                            rule.id());
                }
                if (!rule.mayBeForgotten(now())) {
                    rules.add(rule);
                    applied.accept(rule);
                }
            }
            case Unreadable(String why) -> {
                freshness.unreadable();
                LOG.log(
                        System.Logger.Level.ERROR,
                        "record {0}/{1} of the revocation feed is not understood: {2}",
                        record.partition(),
                        record.offset(),
                        why);
            }
        }
    }

    /**
     * The time by which rules are forgotten: the issuer's, as last heard, or this machine's if that
     * is earlier. A clock set forward for a moment must not lose a rule for good.
     */
    private Instant now() {
        Instant mine = clock.instant();
        return mine.isBefore(issuersTime) ? mine : issuersTime;
    }

    private void report() {
        Optional<Stale> now = freshness.stale();
        if (!now.equals(reported)) {
            reported = now;
            LOG.log(
                    now.isPresent() ? System.Logger.Level.WARNING : System.Logger.Level.INFO,
                    "revocation feed: {0}; {1} rules held",
                    now.map(Stale::log).orElse("fresh"),
                    rules.size());
        }
    }

    private void pause(RuntimeException failure) {
        if (closed) {
            return;
        }
        LOG.log(System.Logger.Level.WARNING, "revocation feed, trying again: " + failure);
        LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
    }

    private static Map<String, Object> settings(Map<String, String> kafka) {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put(ConsumerConfig.CLIENT_ID_CONFIG, "countersign-revocation-feed");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        // a place that is not there any more means another topic, or a log that lost its end:
        // never skip, fail and read everything again
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        // the broker answers as soon as there is one record: a rule arrives in milliseconds
        settings.put(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, 1);
        settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 250);
        settings.put(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500);
        settings.put(ConsumerConfig.METRIC_REPORTER_CLASSES_CONFIG, List.of());
        return settings;
    }

    @Override
    public void close() {
        closed = true;
        KafkaConsumer<?, ?> current = reading;
        if (current != null) {
            current.wakeup();
        }
        LockSupport.unpark(thread);
    }
}
