package dev.countersign.revocation.relay;

import dev.countersign.revocation.topic.Topic;
import dev.countersign.store.loop.Loop;
import dev.countersign.store.outbox.Outbox;
import dev.countersign.store.outbox.OutboxRow;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/**
 * Empties an outbox into its topic. A row is marked only once it is acknowledged, in the
 * transaction that holds it: a relay that dies leaves it to the next one, and it may then come
 * twice, which changes nothing.
 */
final class Publication<T extends OutboxRow> {

    private static final int BATCH = 500;

    private final Outbox<T> outbox;
    private final Function<T, Message> format;
    private final TopicProducer producer;
    private final Topic topic;
    private final OutboxMetrics metrics;
    private volatile boolean brokerAway;

    Publication(
            Outbox<T> outbox,
            Function<T, Message> format,
            TopicProducer producer,
            Topic topic,
            OutboxMetrics metrics) {
        this.outbox = outbox;
        this.format = format;
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

    private Uni<Set<UUID>> publish(List<T> rows) {
        return Uni.createFrom()
                .item(() -> acknowledged(rows))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }

    private Set<UUID> acknowledged(List<T> rows) {
        SequencedMap<UUID, Message> messages = new LinkedHashMap<>();
        rows.forEach(row -> messages.put(row.id(), format.apply(row)));
        Set<UUID> acknowledged = producer.publish(messages);
        brokerAway = acknowledged.size() < rows.size();
        return acknowledged;
    }
}
