package dev.countersign.revocation.relay;

import dev.countersign.revocation.topic.TopicState;
import dev.countersign.store.loop.Loop;
import dev.countersign.store.outbox.OutboxRow;
import dev.countersign.store.outbox.OutboxSnapshot;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Tells consumers up to when they have heard everything. T is read first, then a snapshot shows
 * which rows are not published yet, those that another relay holds among them; T is sent once all
 * of them are. What is committed later is not spoken of; a rule among it has a stamp later than T.
 */
final class Heartbeats<T extends OutboxRow> {

    private static final Logger LOG = Logger.getLogger(Heartbeats.class);
    private static final Duration PATIENCE = Duration.ofMillis(400);
    private static final Duration GLANCE = Duration.ofMillis(10);

    private final Delivery<T> delivery;
    private final TopicProducer producer;
    private final OutboxMetrics metrics;
    private final HeartbeatMetrics heartbeats;
    private final Runnable wakePublication;
    private @Nullable String topicId;
    private @Nullable OutboxSnapshot pending;

    Heartbeats(
            Delivery<T> delivery,
            TopicProducer producer,
            OutboxMetrics metrics,
            HeartbeatMetrics heartbeats,
            Runnable wakePublication) {
        this.delivery = delivery;
        this.producer = producer;
        this.metrics = metrics;
        this.heartbeats = heartbeats;
        this.wakePublication = wakePublication;
    }

    /** Sends one heartbeat, if there is one that is true by now. */
    void run() {
        if (Loop.await(delivery.outbox().prepareHeartbeat())) {
            wakePublication.run();
        }
        OutboxSnapshot snapshot = pending();
        TopicState state = delivery.topic().current();
        if (isAnother(state)) {
            return;
        }
        // asked again after waiting: T may not reach a topic that was made in the meantime
        if (arePublished(snapshot) && delivery.topic().current().equals(state)) {
            pending = null;
            send(snapshot, state);
        }
    }

    private OutboxSnapshot pending() {
        OutboxSnapshot now = Loop.await(delivery.outbox().snapshot());
        metrics.seen(now);
        // an older one is kept, or a busy outbox would never let any become true
        OutboxSnapshot oldest = pending == null || !pending.complete() ? now : pending;
        pending = oldest;
        return oldest;
    }

    private boolean isAnother(TopicState state) {
        if (state.id().equals(topicId)) {
            return false;
        }
        if (Loop.await(delivery.outbox().writesTo(state.id()))) {
            LOG.infof("Topic id %s is new: what is alive is published again", state.id());
        }
        topicId = state.id();
        pending = null;
        wakePublication.run();
        return true;
    }

    private boolean arePublished(OutboxSnapshot snapshot) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (snapshot.complete()) {
            if (Loop.await(delivery.outbox().arePublished(snapshot.unpublished()))) {
                return true;
            }
            if (System.nanoTime() > end) {
                return false;
            }
            LockSupport.parkNanos(GLANCE.toNanos());
        }
        return false;
    }

    private void send(OutboxSnapshot snapshot, TopicState state) {
        Message heartbeat = delivery.format().heartbeat(snapshot.at(), state);
        if (producer.publish(heartbeat, state.partitions())) {
            heartbeats.sent();
        }
    }
}
