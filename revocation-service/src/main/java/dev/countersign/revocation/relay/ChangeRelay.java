package dev.countersign.revocation.relay;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.countersign.revocation.topic.Topic;
import dev.countersign.revocation.topic.Topics;
import dev.countersign.store.change.ChangeOutbox;
import dev.countersign.store.change.RecordedChange;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Map;

/** Changes of applications and APIs to {@code countersign.applications}. */
@Singleton
public final class ChangeRelay implements AutoCloseable {

    private static final String METRICS = "countersign.applications";

    private final Relay<RecordedChange> relay;

    public ChangeRelay(
            ChangeOutbox outbox,
            Pool pool,
            Topics topics,
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            ObjectMapper json,
            MeterRegistry registry) {
        Topic topic = topics.applications();
        relay =
                new Relay<>(
                        new Delivery<>(
                                "application-relay",
                                "countersign_applications",
                                outbox,
                                topic,
                                new ChangeFormat()),
                        new TopicProducer(
                                topic.name(), "countersign-application-relay", kafka, json),
                        pool,
                        new OutboxMetrics(registry, METRICS, "changes"),
                        new HeartbeatMetrics(registry, METRICS));
    }

    void start(@Observes StartupEvent started) {
        start();
    }

    void start() {
        relay.start();
    }

    @Override
    @PreDestroy
    public void close() {
        relay.close();
    }
}
