package dev.countersign.revocation.propagation;

import dev.countersign.revocation.topic.Topics;
import dev.countersign.store.loop.Loop;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Writes to {@code countersign.applied} what instances without Kafka have applied, so that every
 * replica reads it. A courtesy: nothing waits for it, and while the broker is away for long the
 * newest is dropped.
 */
@Singleton
public final class AcknowledgementWriter implements AutoCloseable {

    private static final int WAITING = 50_000;
    private static final Duration BEFORE_THE_NEXT_TRY = Duration.ofSeconds(1);

    private final Map<String, Object> settings;
    private final InstantSource clock;
    private final BlockingQueue<Acknowledgement> waiting = new ArrayBlockingQueue<>(WAITING);
    private final Loop loop =
            new Loop("revocation-acknowledging", BEFORE_THE_NEXT_TRY, this::writeWaiting);
    private @Nullable KafkaProducer<byte[], byte[]> producer;

    public AcknowledgementWriter(
            @Identifier("default-kafka-broker") Map<String, Object> kafka, InstantSource clock) {
        this.settings = settings(kafka);
        this.clock = clock;
    }

    void start(@Observes StartupEvent started) {
        loop.start();
    }

    /** Never blocks. */
    public void write(Acknowledgement acknowledgement) {
        if (waiting.offer(acknowledgement)) {
            loop.wake();
        }
    }

    private void writeWaiting() {
        for (Acknowledgement next = waiting.poll(); next != null; next = waiting.poll()) {
            Future<RecordMetadata> sent = producer().send(record(next));
            if (sent.state() == Future.State.FAILED) {
                // no metadata: each further record would wait as long as this one did
                throw new IllegalStateException(
                        Topics.ACKNOWLEDGEMENTS + " takes nothing", sent.exceptionNow());
            }
        }
    }

    private ProducerRecord<byte[], byte[]> record(Acknowledgement acknowledgement) {
        return new ProducerRecord<>(
                Topics.ACKNOWLEDGEMENTS,
                acknowledgement.instance().getBytes(StandardCharsets.UTF_8),
                acknowledgement.json(clock.instant()));
    }

    private KafkaProducer<byte[], byte[]> producer() {
        KafkaProducer<byte[], byte[]> known = producer;
        if (known == null) {
            known =
                    new KafkaProducer<>(
                            settings, new ByteArraySerializer(), new ByteArraySerializer());
            producer = known;
        }
        return known;
    }

    private static Map<String, Object> settings(Map<String, Object> kafka) {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put(ProducerConfig.CLIENT_ID_CONFIG, "countersign-acknowledging");
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 5);
        settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 8L << 20);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 2_000);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 2_000);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 5_000);
        settings.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500);
        return settings;
    }

    @Override
    @PreDestroy
    public void close() {
        loop.close();
        if (producer != null) {
            producer.close(Duration.ZERO);
        }
    }
}
