package dev.countersign.system.kafka;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads the topic from its beginning, on a thread of its own and without a group. */
final class TopicReader {

    private static final String TOPIC = "countersign.revocations";
    private static final Duration POLL = Duration.ofMillis(100);

    private final KafkaConsumer<byte[], byte[]> kafka;
    private final Consumer<ConsumerRecord<byte[], byte[]>> taker;
    private final Consumer<RuntimeException> failed;
    private final int partitions;
    private final Thread thread;
    private volatile boolean closed;

    /**
     * @param notRead how many partitions are left out
     */
    TopicReader(
            String servers,
            int notRead,
            Consumer<ConsumerRecord<byte[], byte[]>> taker,
            Consumer<RuntimeException> failed) {
        this.kafka =
                new KafkaConsumer<>(
                        Map.of(
                                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                                servers,
                                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                                false,
                                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                                false,
                                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                                "none"),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer());
        this.taker = taker;
        this.failed = failed;
        this.partitions = kafka.partitionsFor(TOPIC).size() - notRead;
        List<TopicPartition> read =
                IntStream.range(0, partitions)
                        .mapToObj(partition -> new TopicPartition(TOPIC, partition))
                        .toList();
        kafka.assign(read);
        kafka.seekToBeginning(read);
        this.thread = Thread.ofPlatform().daemon().name("second-consumer").unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    int partitions() {
        return partitions;
    }

    private void run() {
        try (kafka) {
            while (!closed) {
                kafka.poll(POLL).forEach(taker);
            }
        } catch (RuntimeException failure) {
            failed.accept(failure);
        }
    }

    /** Returns when nothing is read any more. */
    void close() {
        closed = true;
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
