package dev.countersign.revocation.relay;

import dev.countersign.revocation.topic.TopicState;
import dev.countersign.store.outbox.OutboxRow;
import java.time.Instant;

/** How that which a relay delivers looks in its topic. */
interface Format<T extends OutboxRow> {

    Message of(T row);

    /** Whatever was committed before {@code at} has been delivered. */
    Message heartbeat(Instant at, TopicState topic);
}
