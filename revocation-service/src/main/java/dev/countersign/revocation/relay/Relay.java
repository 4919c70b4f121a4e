package dev.countersign.revocation.relay;

import dev.countersign.store.loop.Loop;
import dev.countersign.store.outbox.OutboxRow;
import io.vertx.mutiny.sqlclient.Pool;
import java.time.Duration;

/**
 * One replica's relay of one outbox: three loops, none of which knows of other replicas. What keeps
 * them apart is the lock on a row.
 */
final class Relay<T extends OutboxRow> implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(200);
    // half of what the contract promises
    private static final Duration HEARTBEAT = Duration.ofMillis(500);
    private static final Duration LISTENING_CHECK = Duration.ofSeconds(1);

    private final TopicProducer producer;
    private final Notifications notifications;
    private final Loop publishing;
    private final Loop beating;
    private final Loop listening;

    Relay(
            Delivery<T> delivery,
            TopicProducer producer,
            Pool pool,
            OutboxMetrics metrics,
            HeartbeatMetrics heartbeats) {
        this.producer = producer;
        Publication<T> publication =
                new Publication<>(
                        delivery.outbox(),
                        delivery.format()::of,
                        producer,
                        delivery.topic(),
                        metrics);
        publishing = new Loop(delivery.name() + "-publishing", POLL, publication::run);
        Heartbeats<T> beats =
                new Heartbeats<>(delivery, producer, metrics, heartbeats, publishing::wake);
        beating = new Loop(delivery.name() + "-heartbeats", HEARTBEAT, beats::run);
        notifications = new Notifications(pool, delivery.channel(), publishing::wake);
        listening = new Loop(delivery.name() + "-listening", LISTENING_CHECK, notifications::run);
    }

    void start() {
        listening.start();
        publishing.start();
        beating.start();
    }

    @Override
    public void close() {
        beating.close();
        publishing.close();
        listening.close();
        notifications.close();
        producer.close();
    }
}
