package dev.countersign.store.change;

import static dev.countersign.store.postgres.Columns.optionalText;

import dev.countersign.protocol.ClientId;
import dev.countersign.store.outbox.Outbox;
import dev.countersign.store.postgres.Postgres;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;

/**
 * The changes that wait to be published, written by triggers. Order is not promised: a record says
 * only that there is something to read again. A topic made anew needs none of the old ones, for its
 * heartbeats tell readers that they have begun with another one.
 */
@Singleton
public final class ChangeOutbox extends Outbox<RecordedChange> {

    private static final int FORGOTTEN_AT_ONCE = 5_000;

    private static final String CLAIM =
            """
            select id, client_id, api from application_changes where published_at is null
            order by created_at limit %d for update skip locked
            """;

    private static final String MARK =
            "update application_changes set published_at = clock_timestamp() where id = any($1)";

    private static final String FORGET =
            """
            delete from application_changes where id in (
              select id from application_changes
              where published_at < clock_timestamp() - $1 * interval '1 ms'
              order by published_at limit $2 for update skip locked)
            """;

    private final Postgres postgres;

    public ChangeOutbox(Postgres postgres) {
        super(postgres, new Statements("application_changes", "created_at", CLAIM, MARK));
        this.postgres = postgres;
    }

    @Override
    protected RecordedChange read(Row row) {
        Optional<Change> ofApplication =
                optionalText(row, "client_id").map(ClientId::new).map(Change.OfApplication::new);
        return new RecordedChange(
                row.getUUID("id"),
                ofApplication.orElseGet(() -> new Change.OfApi(row.getString("api"))));
    }

    /** Deletes what was published longer ago than {@code age}, a bounded number at once. */
    public Uni<Integer> forgetPublished(Duration age) {
        return postgres.execute(FORGET, (double) age.toMillis(), FORGOTTEN_AT_ONCE)
                .map(RowSet::rowCount);
    }
}
