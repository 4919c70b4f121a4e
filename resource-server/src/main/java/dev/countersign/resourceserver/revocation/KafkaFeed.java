package dev.countersign.resourceserver.revocation;

import dev.countersign.resourceserver.revocation.FeedRecord.Heartbeat;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * The topic of rules: all partitions from their beginning. No group: every process reads every
 * rule.
 */
public final class KafkaFeed implements RevocationFeed {

    public static final String TOPIC = "countersign.revocations";

    private static final System.Logger LOG = System.getLogger(KafkaFeed.class.getName());
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Map<String, Object> settings;
    private final Intake intake;
    private final Thread thread;
    private volatile boolean closed;
    private volatile boolean ready;
    private volatile @Nullable KafkaConsumer<byte[], byte[]> reading;
    private int partitionsAnnounced;

    /**
     * @param kafka how the brokers are reached: {@code bootstrap.servers} and what security needs
     */
    public KafkaFeed(Map<String, String> kafka, Intake intake) {
        this.settings = settings(kafka);
        this.intake = intake;
        this.thread = Thread.ofPlatform().daemon().name("revocation-feed").unstarted(this::run);
    }

    @Override
    public void start() {
        thread.start();
    }

    @Override
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
            } catch (RuntimeException | Error e) {
                // also an Error: a feed that ends silently is stale for ever
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
            if (partitionsAnnounced > partitions) {
                partitions = partitionsAnnounced;
                read(consumer, partitions);
            }
            intake.settle();
            ready = ready || (intake.fresh() && caughtUp(consumer, ends));
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
        intake.reading(partitions);
    }

    private static boolean caughtUp(
            KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream()
                .allMatch(end -> consumer.position(end.getKey(), PATIENCE) >= end.getValue());
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        FeedRecord content = FeedRecordReader.read(record.value());
        intake.take(content, record.partition(), record.partition() + "/" + record.offset());
        if (content instanceof Heartbeat heartbeat) {
            partitionsAnnounced = Math.max(partitionsAnnounced, heartbeat.partitions());
        }
    }

    private void pause(Throwable failure) {
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
