package dev.countersign.revocation.relay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.countersign.revocation.topic.RevocationTopic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** A consumer that knows the documented format only, and keeps all that it read. */
final class TopicReader implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    record Read(int partition, long offset, JsonNode value, long arrivedNanos) {

        boolean isHeartbeat() {
            return value.has("heartbeat");
        }

        long heartbeat() {
            return value.get("heartbeat").longValue();
        }

        UUID rule() {
            return UUID.fromString(value.get("id").textValue());
        }
    }

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<Read> all = new CopyOnWriteArrayList<>();
    private final Thread thread;
    private volatile boolean closed;

    TopicReader(String bootstrapServers, int partitions) {
        consumer =
                new KafkaConsumer<>(
                        Map.of(
                                "bootstrap.servers", bootstrapServers,
                                "auto.offset.reset", "earliest",
                                "reconnect.backoff.max.ms", 200,
                                "allow.auto.create.topics", false),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer());
        consumer.assign(
                java.util.stream.IntStream.range(0, partitions)
                        .mapToObj(partition -> new TopicPartition(RevocationTopic.NAME, partition))
                        .toList());
        thread = Thread.ofPlatform().daemon().start(this::run);
    }

    private void run() {
        while (!closed) {
            consumer.poll(Duration.ofMillis(50)).forEach(record -> all.add(read(record)));
        }
        consumer.close();
    }

    private static Read read(ConsumerRecord<byte[], byte[]> record) {
        try {
            return new Read(
                    record.partition(),
                    record.offset(),
                    JSON.readTree(record.value()),
                    System.nanoTime());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<Read> all() {
        return List.copyOf(all);
    }

    Set<UUID> rules() {
        return all.stream()
                .filter(read -> !read.isHeartbeat())
                .map(Read::rule)
                .collect(Collectors.toSet());
    }

    List<Read> heartbeats(int partition) {
        return all.stream()
                .filter(read -> read.isHeartbeat() && read.partition() == partition)
                .toList();
    }

    long newestHeartbeat() {
        return all.stream()
                .filter(Read::isHeartbeat)
                .mapToLong(Read::heartbeat)
                .max()
                .orElse(0);
    }

    Optional<Read> rule(UUID id) {
        return all.stream()
                .filter(read -> !read.isHeartbeat() && read.rule().equals(id))
                .findFirst();
    }

    /** Waits until the rule is here. */
    Read awaitRule(UUID id, Duration atMost) {
        await("rule " + id, atMost, () -> rule(id).isPresent());
        return rule(id).orElseThrow();
    }

    static void await(String what, Duration atMost, BooleanSupplier condition) {
        long end = System.nanoTime() + atMost.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("not within " + atMost + ": " + what);
            }
            try {
                Thread.sleep(1);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
