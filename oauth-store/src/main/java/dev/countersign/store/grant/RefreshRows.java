package dev.countersign.store.grant;

import static dev.countersign.store.postgres.Columns.millis;
import static dev.countersign.store.postgres.Columns.optionalBytes;
import static dev.countersign.store.postgres.Columns.scopes;

import dev.countersign.protocol.ClientId;
import dev.countersign.protocol.Family;
import dev.countersign.protocol.GrantId;
import dev.countersign.protocol.UserId;
import io.vertx.mutiny.sqlclient.Row;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Optional;

/** Rows of {@link GrantSql#STATE}. */
final class RefreshRows {

    private RefreshRows() {}

    static RefreshState state(Row row) {
        return new RefreshState(
                row.getBoolean("dialect") ? Family.DIALECT : Family.OAUTH,
                new GrantId(row.getUUID("id")),
                new UserId(row.getUUID("user_id")),
                new ClientId(row.getString("client_id")),
                scopes(row, "scopes"),
                row.getInteger("generation"),
                optionalBytes(row, "refresh_hash"),
                optionalBytes(row, "previous_hash"),
                Arrays.stream(row.getArrayOfOffsetDateTimes("spent_at"))
                        .map(it -> Optional.ofNullable(it).map(OffsetDateTime::toInstant))
                        .toList(),
                millis(row, "window_millis"),
                row.getBoolean("ended"),
                row.getBoolean("stands"),
                row.getBoolean("stopped"),
                row.getBoolean("idle"),
                row.getBoolean("reaches"));
    }
}
