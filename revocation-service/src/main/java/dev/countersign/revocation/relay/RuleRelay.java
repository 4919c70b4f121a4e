package dev.countersign.revocation.relay;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.countersign.revocation.topic.Topic;
import dev.countersign.revocation.topic.Topics;
import dev.countersign.store.revocation.RuleOutbox;
import dev.countersign.store.revocation.StampedRule;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Map;

/** Revocation rules to {@code countersign.revocations} (design: Revocation 4). */
@Singleton
public final class RuleRelay implements AutoCloseable {

    private static final String METRICS = "countersign.revocation";

    private final Relay<StampedRule> relay;

    public RuleRelay(
            RuleOutbox outbox,
            Pool pool,
            Topics topics,
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            ObjectMapper json,
            MeterRegistry registry) {
        Topic topic = topics.revocations();
        relay =
                new Relay<>(
                        new Delivery<>(
                                "relay", "countersign_rules", outbox, topic, new RuleFormat()),
                        new TopicProducer(topic.name(), "countersign-relay", kafka, json),
                        pool,
                        new OutboxMetrics(registry, METRICS, "rules"),
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
