package dev.countersign.revocation.relay;

import dev.countersign.revocation.loop.Loop;
import dev.countersign.revocation.topic.RevocationTopic;
import dev.countersign.revocation.topic.TopicState;
import dev.countersign.store.revocation.Outbox;
import dev.countersign.store.revocation.OutboxSnapshot;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Tells the APIs up to when they have heard everything. T is read first, then a snapshot shows
 * which rules are not published yet, those that another relay holds among them; T is sent once all
 * of them are. A rule whose transaction is still open at T is committed later, so its stamp is
 * later than T: no heartbeat before that stamp speaks of it.
 */
final class Heartbeats {

    private static final Logger LOG = Logger.getLogger(Heartbeats.class);
    private static final Duration PATIENCE = Duration.ofMillis(400);
    private static final Duration GLANCE = Duration.ofMillis(10);

    /**
     * How old an unstamped rule is left to its own request. Long for a round trip, so that request
     * and relay do not meet on the row; short against the second that an API may be behind.
     */
    private static final Duration STAMPED_BY_ITS_REQUEST = Duration.ofMillis(250);

    private final Outbox outbox;
    private final RuleProducer producer;
    private final RevocationTopic topic;
    private final RelayMetrics metrics;
    private final Runnable wakePublication;
    private @Nullable String topicId;
    private @Nullable OutboxSnapshot pending;

    Heartbeats(
            Outbox outbox,
            RuleProducer producer,
            RevocationTopic topic,
            RelayMetrics metrics,
            Runnable wakePublication) {
        this.outbox = outbox;
        this.producer = producer;
        this.topic = topic;
        this.metrics = metrics;
        this.wakePublication = wakePublication;
    }

    /** Sends one heartbeat, if there is one that is true by now. */
    void run() {
        if (!Loop.await(outbox.tick())) {
            LOG.error("PostgreSQL's clock went back: nothing is authorized until it has caught up");
        }
        if (Loop.await(outbox.stampLeftBehind(STAMPED_BY_ITS_REQUEST)) > 0) {
            wakePublication.run();
        }
        OutboxSnapshot snapshot = pending();
        TopicState state = topic.current();
        if (isAnother(state)) {
            return;
        }
        // asked again after waiting: T may not reach a topic that was made in the meantime
        if (arePublished(snapshot) && topic.current().equals(state)) {
            pending = null;
            send(snapshot, state);
        }
    }

    private OutboxSnapshot pending() {
        OutboxSnapshot now = Loop.await(outbox.snapshot());
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
        if (Loop.await(outbox.writesTo(state.id()))) {
            LOG.infof("Topic id %s is new: every live rule is published again", state.id());
        }
        topicId = state.id();
        pending = null;
        wakePublication.run();
        return true;
    }

    private boolean arePublished(OutboxSnapshot snapshot) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (snapshot.complete()) {
            if (Loop.await(outbox.arePublished(snapshot.unpublished()))) {
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
        if (producer.publish(HeartbeatRecord.at(snapshot.at(), state.partitions()))) {
            metrics.heartbeat();
        }
    }
}
