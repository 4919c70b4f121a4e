package dev.countersign.revocation.relay;

import dev.countersign.revocation.topic.Topic;
import dev.countersign.store.outbox.Outbox;
import dev.countersign.store.outbox.OutboxRow;

/**
 * What a relay delivers, where, and in which form.
 *
 * @param name of its threads
 * @param channel which PostgreSQL notifies when rows wait
 */
record Delivery<T extends OutboxRow>(
        String name, String channel, Outbox<T> outbox, Topic topic, Format<T> format) {}
