package dev.countersign.revocation.relay;

import dev.countersign.revocation.loop.Loop;
import dev.countersign.revocation.topic.RevocationTopic;
import dev.countersign.store.revocation.Outbox;
import dev.countersign.store.revocation.StampedRule;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Empties the outbox into the topic. A rule is marked only once it is acknowledged, in the
 * transaction that holds its row: a relay that dies leaves it to the next one, and it may then come
 * twice, which changes nothing.
 */
final class RulePublication {

    private static final int BATCH = 500;

    private final Outbox outbox;
    private final RuleProducer producer;
    private final RevocationTopic topic;
    private final RelayMetrics metrics;
    private volatile boolean brokerAway;

    RulePublication(
            Outbox outbox, RuleProducer producer, RevocationTopic topic, RelayMetrics metrics) {
        this.outbox = outbox;
        this.producer = producer;
        this.topic = topic;
        this.metrics = metrics;
    }

    /** Publishes all that is there. */
    void run() {
        if (brokerAway) {
            // holds no row, which a relay that reaches the broker could publish, while it fails
            topic.current();
            brokerAway = false;
        }
        int published;
        do {
            published = Loop.await(outbox.publish(BATCH, this::publish));
            metrics.published(published);
        } while (published == BATCH);
    }

    private Uni<Set<UUID>> publish(List<StampedRule> rules) {
        return Uni.createFrom()
                .item(() -> acknowledged(rules))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }

    private Set<UUID> acknowledged(List<StampedRule> rules) {
        Set<UUID> acknowledged = producer.publish(rules);
        brokerAway = acknowledged.size() < rules.size();
        return acknowledged;
    }
}
