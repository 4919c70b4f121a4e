package dev.countersign.revocation.relay;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.countersign.revocation.topic.Topic;
import dev.countersign.revocation.topic.Topics;
import dev.countersign.store.audit.AuditOutbox;
import dev.countersign.store.audit.RecordedEvent;
import dev.countersign.store.loop.Loop;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;

/**
 * Audit records to {@code countersign.audit}, at least once. Nobody decides by them, so there are
 * no heartbeats, and a second is soon enough.
 */
@Singleton
public final class AuditRelay implements AutoCloseable {

    private static final Duration POLL = Duration.ofSeconds(1);

    private final AuditOutbox outbox;
    private final Topic topic;
    private final OutboxMetrics metrics;
    private final TopicProducer producer;
    private final Publication<RecordedEvent> publication;
    private final Loop publishing = new Loop("audit-relay", POLL, this::run);

    public AuditRelay(
            AuditOutbox outbox,
            Topics topics,
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            ObjectMapper json,
            MeterRegistry registry) {
        this.outbox = outbox;
        topic = topics.audit();
        metrics = new OutboxMetrics(registry, "countersign.audit", "events");
        producer = new TopicProducer(topic.name(), "countersign-audit-relay", kafka, json);
        publication = new Publication<>(outbox, AuditRecord::message, producer, topic, metrics);
    }

    void start(@Observes StartupEvent started) {
        start();
    }

    void start() {
        publishing.start();
    }

    private void run() {
        metrics.seen(Loop.await(outbox.snapshot()));
        // before any row is held: made where it is missing, and waited for where it is away
        topic.current();
        publication.run();
    }

    @Override
    @PreDestroy
    public void close() {
        publishing.close();
        producer.close();
    }
}
