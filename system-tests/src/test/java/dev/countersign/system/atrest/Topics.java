package dev.countersign.system.atrest;

import dev.countersign.system.stack.RunningStack;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/** Every record of every topic: key, value and headers. */
final class Topics {

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

    private Topics() {}

    static void records(RunningStack stack, BiConsumer<String, String> found) {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", "127.0.0.1:" + stack.port("kafka"));
        try (var consumer =
                new KafkaConsumer<>(
                        settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions =
                    consumer.listTopics().values().stream()
                            .flatMap(List::stream)
                            .map(it -> new TopicPartition(it.topic(), it.partition()))
                            .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream()
                    .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(LONGEST_WAIT).forEach(it -> add(it, found));
            }
        }
    }

    private static void add(
            ConsumerRecord<byte[], byte[]> message, BiConsumer<String, String> found) {
        found.accept(message.topic(), text(message.key()));
        found.accept(message.topic(), text(message.value()));
        message.headers()
                .forEach(
                        header -> {
                            found.accept(message.topic(), header.key());
                            found.accept(message.topic(), text(header.value()));
                        });
    }

    private static String text(byte @Nullable [] bytes) {
        return bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
    }
}
