package dev.countersign.revocation.relay;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.countersign.revocation.loop.Loop;
import dev.countersign.revocation.topic.RevocationTopic;
import dev.countersign.store.revocation.Outbox;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;

/**
 * The relay of one replica: three loops, none of which knows of other replicas. What keeps them
 * apart is the lock on a rule's row.
 */
@Singleton
public final class Relay implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(200);
    // half of what the contract promises
    private static final Duration HEARTBEAT = Duration.ofMillis(500);
    private static final Duration LISTENING_CHECK = Duration.ofSeconds(1);

    private final RuleProducer producer;
    private final RuleNotifications notifications;
    private final Loop publishing;
    private final Loop beating;
    private final Loop listening;

    public Relay(
            Outbox outbox,
            Pool pool,
            RevocationTopic topic,
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            ObjectMapper json,
            MeterRegistry registry) {
        RelayMetrics metrics = new RelayMetrics(registry);
        producer = new RuleProducer(kafka, json);
        RulePublication publication = new RulePublication(outbox, producer, topic, metrics);
        publishing = new Loop("relay-publishing", POLL, publication::run);
        Heartbeats heartbeats = new Heartbeats(outbox, producer, topic, metrics, publishing::wake);
        beating = new Loop("relay-heartbeats", HEARTBEAT, heartbeats::run);
        notifications = new RuleNotifications(pool, publishing::wake);
        listening = new Loop("relay-listening", LISTENING_CHECK, notifications::run);
    }

    void start(@Observes StartupEvent started) {
        start();
    }

    void start() {
        listening.start();
        publishing.start();
        beating.start();
    }

    @Override
    @PreDestroy
    public void close() {
        beating.close();
        publishing.close();
        listening.close();
        notifications.close();
        producer.close();
    }
}
