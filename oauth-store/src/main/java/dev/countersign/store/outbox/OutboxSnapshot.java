package dev.countersign.store.outbox;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/**
 * What one snapshot of the outbox showed.
 *
 * @param at by PostgreSQL's clock, read before the snapshot was taken: whatever was committed
 *     before it is published, or among {@code unpublished}
 * @param complete false if there were more unpublished rules than fit
 * @param lag how long the oldest of them has been waiting
 */
public record OutboxSnapshot(Instant at, Set<UUID> unpublished, boolean complete, Duration lag) {

    public OutboxSnapshot {
        unpublished = Set.copyOf(unpublished);
    }
}
