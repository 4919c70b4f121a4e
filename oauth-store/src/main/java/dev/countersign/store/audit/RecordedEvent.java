package dev.countersign.store.audit;

import dev.countersign.store.outbox.OutboxRow;
import dev.countersign.store.postgres.Columns;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * An act as it was recorded, for whoever searches and for the topic.
 *
 * @param at by PostgreSQL's clock
 * @param detail as JSON has it: also with null
 */
public record RecordedEvent(
        UUID id,
        Instant at,
        String actor,
        String action,
        Optional<String> target,
        Map<String, Object> detail,
        Optional<String> address)
        implements OutboxRow {

    public RecordedEvent {
        detail = Collections.unmodifiableMap(new LinkedHashMap<>(detail));
    }

    static RecordedEvent of(Row row) {
        return new RecordedEvent(
                row.getUUID("id"),
                Columns.instant(row, "at"),
                row.getString("actor"),
                row.getString("action"),
                Columns.optionalText(row, "target"),
                row.getJsonObject("detail").getMap(),
                Columns.optionalText(row, "address"));
    }
}
