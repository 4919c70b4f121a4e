package dev.countersign.resourceserver.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads the acknowledgements from their beginning, in order. */
final class Acknowledged implements AutoCloseable {

    private static final Pattern HEARTBEAT = Pattern.compile("\"heartbeat\":(\\d+),");

    private final KafkaConsumer<String, String> consumer;
    private final Queue<ConsumerRecord<String, String>> read = new ArrayDeque<>();

    Acknowledged(String servers) {
        consumer =
                new KafkaConsumer<>(
                        Map.<String, Object>of("bootstrap.servers", servers),
                        new StringDeserializer(),
                        new StringDeserializer());
        TopicPartition partition = new TopicPartition(Acknowledgements.TOPIC, 0);
        consumer.assign(Set.of(partition));
        consumer.seekToBeginning(Set.of(partition));
    }

    /** What comes before the value that contains this. */
    List<String> until(String text) {
        return until(value -> value.contains(text));
    }

    /** What comes before the next heartbeat that is later. */
    List<String> untilHeartbeatAfter(Instant instant) {
        return until(
                value -> {
                    Matcher heartbeat = HEARTBEAT.matcher(value);
                    return heartbeat.find()
                            && Long.parseLong(heartbeat.group(1)) > instant.toEpochMilli();
                });
    }

    private List<String> until(Predicate<String> last) {
        List<String> before = new ArrayList<>();
        for (String value = next(); !last.test(value); value = next()) {
            before.add(value);
        }
        return before;
    }

    private String next() {
        Instant end = Instant.now().plusSeconds(20);
        while (read.isEmpty()) {
            assertThat(Instant.now()).isBefore(end);
            consumer.poll(Duration.ofMillis(500)).forEach(read::add);
        }
        ConsumerRecord<String, String> next = read.remove();
        assertThat(next.key()).isEqualTo("api-1");
        return next.value();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
