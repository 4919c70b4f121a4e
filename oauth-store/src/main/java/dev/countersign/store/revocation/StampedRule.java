package dev.countersign.store.revocation;

import dev.countersign.protocol.revocation.RevocationRule;
import dev.countersign.store.outbox.OutboxRow;
import java.time.Instant;
import java.util.UUID;

/**
 * A rule that can be published.
 *
 * @param before stops what was authorized at that millisecond or earlier; read from PostgreSQL's
 *     clock after the rule was committed
 * @param until when no token that it stops is left
 */
public record StampedRule(RevocationRule rule, Instant before, Instant until) implements OutboxRow {

    @Override
    public UUID id() {
        return rule.id();
    }
}
