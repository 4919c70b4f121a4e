package dev.countersign.store.outbox;

import java.util.UUID;

/** What waits to be published, known by the id of its row. */
public interface OutboxRow {

    UUID id();
}
