package dev.countersign.store.revocation;

import dev.countersign.store.postgres.Columns;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.util.UUID;

/**
 * A rule whose rows are to be marked.
 *
 * @param again for the second time, before it is forgotten
 */
record DueRule(StampedRule stamped, Instant createdAt, boolean again) {

    /** A walk through the rows; what the first has seen says nothing about the second. */
    record Turn(UUID rule, boolean again) {}

    Turn turn() {
        return new Turn(id(), again);
    }

    UUID id() {
        return stamped.rule().id();
    }

    static DueRule of(Row row) {
        return new DueRule(
                RuleRows.stamped(row), Columns.instant(row, "created_at"), row.getBoolean("again"));
    }
}
