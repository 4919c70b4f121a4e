package dev.countersign.revocation.propagation;

import dev.countersign.revocation.topic.TopicFollower;
import dev.countersign.revocation.topic.Topics;
import dev.countersign.store.topic.Reading;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;

/** Reads {@code countersign.applied} from a place near its end, for ever. */
final class AcknowledgementReader implements AutoCloseable {

    /** What was there when the reading began, and what came since. */
    enum When {
        BEFORE,
        LIVE
    }

    /**
     * One record.
     *
     * @param what empty if it is not of the form
     * @param at when the broker wrote it down
     */
    record Said(Optional<Acknowledgement> what, Instant at, When when) {}

    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PARTITIONS_COUNTED_AGAIN = Duration.ofMinutes(1);
    private static final int AT_ONCE = 4 << 20;

    private final Consumer<Said> said;
    private final Runnable afterwards;
    private final TopicFollower follower;

    /**
     * @param afterwards called on the same thread after what was read at once, and twice a second
     */
    AcknowledgementReader(Map<String, Object> kafka, Consumer<Said> said, Runnable afterwards) {
        this.said = said;
        this.afterwards = afterwards;
        this.follower =
                new TopicFollower(
                        "revocation-acknowledgements",
                        () -> Reading.consumer(kafka, "countersign-acknowledgements", AT_ONCE),
                        this::follow);
    }

    void start() {
        follower.start();
    }

    private void follow(KafkaConsumer<byte[], byte[]> consumer) {
        int partitions = count(consumer);
        consumer.assign(Reading.partitions(Topics.ACKNOWLEDGEMENTS, partitions));
        Map<TopicPartition, Long> ends = seekNearTheEnd(consumer);
        long counted = System.nanoTime();
        while (!follower.isClosed()) {
            consumer.poll(POLL).forEach(record -> take(record, ends));
            afterwards.run();
            if (System.nanoTime() - counted > PARTITIONS_COUNTED_AGAIN.toNanos()) {
                counted = System.nanoTime();
                if (count(consumer) != partitions) {
                    return;
                }
            }
        }
    }

    private static int count(KafkaConsumer<byte[], byte[]> consumer) {
        List<PartitionInfo> partitions =
                consumer.partitionsFor(Topics.ACKNOWLEDGEMENTS, Reading.PATIENCE);
        if (partitions == null || partitions.isEmpty()) {
            throw new IllegalStateException("there is no " + Topics.ACKNOWLEDGEMENTS);
        }
        return partitions.size();
    }

    private static Map<TopicPartition, Long> seekNearTheEnd(
            KafkaConsumer<byte[], byte[]> consumer) {
        Map<TopicPartition, Long> begins =
                consumer.beginningOffsets(consumer.assignment(), Reading.PATIENCE);
        Map<TopicPartition, Long> ends =
                new HashMap<>(consumer.endOffsets(consumer.assignment(), Reading.PATIENCE));
        long share = AppliedRules.MOST_ACKNOWLEDGEMENTS / ends.size();
        ends.forEach(
                (partition, end) ->
                        consumer.seek(
                                partition,
                                Math.max(begins.getOrDefault(partition, 0L), end - share)));
        return ends;
    }

    private void take(ConsumerRecord<byte[], byte[]> record, Map<TopicPartition, Long> ends) {
        long end = ends.getOrDefault(new TopicPartition(record.topic(), record.partition()), 0L);
        said.accept(
                new Said(
                        Acknowledgement.read(record.value()),
                        Instant.ofEpochMilli(record.timestamp()),
                        record.offset() < end ? When.BEFORE : When.LIVE));
    }

    @Override
    public void close() {
        follower.close();
    }
}
