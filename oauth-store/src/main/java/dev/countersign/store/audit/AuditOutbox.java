package dev.countersign.store.audit;

import dev.countersign.store.outbox.Outbox;
import dev.countersign.store.postgres.Postgres;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;

/**
 * The acts that wait to be published, in order of time: a lock lets one relay at once have any. One
 * whose transaction took longer than those after it comes late.
 */
@Singleton
public final class AuditOutbox extends Outbox<RecordedEvent> {

    // The rows are locked too: what another relay marked since this snapshot is left out then.
    private static final String CLAIM =
            """
            with alone as materialized (select pg_try_advisory_xact_lock(7228194433028) as mine)
            select id, at, actor, action, target, detail, address from audit_events, alone
            where published_at is null and mine order by at, id limit %d
            for update of audit_events skip locked
            """;

    private static final String MARK =
            "update audit_events set published_at = clock_timestamp() where id = any($1)";

    public AuditOutbox(Postgres postgres) {
        super(postgres, new Statements("audit_events", "at", CLAIM, MARK));
    }

    @Override
    protected RecordedEvent read(Row row) {
        return RecordedEvent.of(row);
    }
}
