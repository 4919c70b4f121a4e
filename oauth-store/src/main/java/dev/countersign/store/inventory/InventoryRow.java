package dev.countersign.store.inventory;

import static dev.countersign.store.postgres.Columns.instant;
import static dev.countersign.store.postgres.Columns.optionalInstant;
import static dev.countersign.store.postgres.Columns.optionalText;
import static dev.countersign.store.postgres.Columns.texts;

import dev.countersign.protocol.ClientId;
import dev.countersign.protocol.GrantId;
import dev.countersign.protocol.Scopes;
import dev.countersign.protocol.SessionId;
import dev.countersign.protocol.UserId;
import dev.countersign.store.postgres.Columns;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * One grant as an administrator sees it. Application and user may have been deleted since: then
 * their ids are all that is left.
 *
 * @param status exact at the moment of reading
 * @param session empty for offline access
 * @param ending how it was ended and by whom; empty while it was not, whatever a rule says
 */
public record InventoryRow(
        GrantId id,
        GrantStatus status,
        ClientId client,
        Optional<String> applicationName,
        UserId user,
        Optional<String> email,
        Optional<String> name,
        Scopes scopes,
        List<String> apis,
        Optional<SessionId> session,
        Instant issuedAt,
        LocalDate lastUsedOn,
        Instant lastUsedAt,
        Optional<String> address,
        Optional<String> userAgent,
        Optional<Ending> ending) {

    /**
     * @param by a client id, a user id, or what part of the server did it
     */
    public record Ending(Instant at, Optional<String> reason, Optional<String> by) {}

    public InventoryRow {
        apis = List.copyOf(apis);
    }

    /** The absolute end. */
    public Instant expiresAt() {
        return id.expiresAt();
    }

    static InventoryRow of(Row row) {
        return new InventoryRow(
                new GrantId(row.getUUID("id")),
                GrantStatus.of(row.getString("status")).orElseThrow(),
                new ClientId(row.getString("client_id")),
                optionalText(row, "application_name"),
                new UserId(row.getUUID("user_id")),
                optionalText(row, "email"),
                optionalText(row, "name"),
                Columns.scopes(row, "scopes"),
                texts(row, "audiences"),
                optionalText(row, "sid").map(SessionId::new),
                instant(row, "issued_at"),
                row.getLocalDate("last_used_on"),
                instant(row, "last_used_at"),
                optionalText(row, "address"),
                optionalText(row, "user_agent"),
                optionalInstant(row, "ended_at")
                        .map(
                                at ->
                                        new Ending(
                                                at,
                                                optionalText(row, "end_reason"),
                                                optionalText(row, "ended_by"))));
    }
}
