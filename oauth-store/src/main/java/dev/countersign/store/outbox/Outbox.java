package dev.countersign.store.outbox;

import dev.countersign.store.postgres.Postgres;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/**
 * The rows of one table that wait to be published, found by a mark and never by a sequence: a
 * transaction that commits late is not skipped. For any number of relays side by side. A row may be
 * handed out again; none is ever left out.
 */
public abstract class Outbox<T extends OutboxRow> {

    private static final int LARGEST_SNAPSHOT = 10_000;

    /** For how long a transaction may wait for Kafka; shorter than the longest transaction. */
    private static final Duration PUBLISHING = Duration.ofSeconds(20);

    private final Postgres postgres;
    private final Statements sql;
    private final String snapshot;
    private final String arePublished;

    /**
     * The table has {@code id} and {@code published_at}, which is null while a row waits.
     *
     * @param since the column that says since when it does
     * @param claim locks the rows that no other relay holds, at most {@code %d} of them
     * @param mark marks the rows whose ids are {@code $1}
     */
    public record Statements(String table, String since, String claim, String mark) {}

    protected Outbox(Postgres postgres, Statements sql) {
        this.postgres = postgres;
        this.sql = sql;
        // now() is when this statement's transaction began, and that is before its snapshot
        this.snapshot =
                """
                select now() as at, coalesce(array_agg(id), '{}') as ids,
                  coalesce(extract(epoch from now() - min(since)), 0)::float8 as lag
                from (select id, %2$s as since from %1$s where published_at is null limit $1) u
                """
                        .formatted(sql.table(), sql.since());
        this.arePublished =
                "select not exists (select from %s where id = any($1) and published_at is null)"
                        .formatted(sql.table());
    }

    protected abstract T read(Row row);

    /**
     * Does what has to be done before a heartbeat may be sent; without it, none is. Answers whether
     * more waits to be published now.
     */
    public Uni<Boolean> prepareHeartbeat() {
        return Uni.createFrom().item(false);
    }

    /**
     * Says which topic is written to. Answers whether, because it is not the one written to before,
     * rows that were published wait again.
     */
    public Uni<Boolean> writesTo(String topicId) {
        return Uni.createFrom().item(false);
    }

    /**
     * Hands out up to {@code limit} rows that no other relay holds, and marks those that {@code
     * publish} answers with as published, in one transaction. Answers how many it marked.
     */
    public final Uni<Integer> publish(int limit, Function<List<T>, Uni<Set<UUID>>> publish) {
        return postgres.transaction(
                PUBLISHING,
                connection ->
                        claim(connection, limit)
                                .flatMap(rows -> publish(connection, rows, publish)));
    }

    /**
     * Not by a prepared statement: it would keep its snapshot open while Kafka is waited for, and a
     * partition of grants that is being detached waits for all older snapshots.
     */
    private Uni<List<T>> claim(SqlConnection connection, int limit) {
        return connection.query(sql.claim().formatted(limit)).execute().map(this::read);
    }

    private List<T> read(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false).map(this::read).toList();
    }

    private Uni<Integer> publish(
            SqlConnection connection, List<T> rows, Function<List<T>, Uni<Set<UUID>>> publish) {
        return rows.isEmpty()
                ? Uni.createFrom().item(0)
                : publish.apply(rows).flatMap(ids -> mark(connection, ids));
    }

    private Uni<Integer> mark(SqlConnection connection, Set<UUID> ids) {
        return Postgres.execute(connection, sql.mark(), (Object) ids.toArray(UUID[]::new))
                .map(RowSet::rowCount);
    }

    public final Uni<OutboxSnapshot> snapshot() {
        return postgres.row(snapshot, LARGEST_SNAPSHOT + 1).map(row -> snapshot(row.orElseThrow()));
    }

    private static OutboxSnapshot snapshot(Row row) {
        OffsetDateTime at = row.getOffsetDateTime("at");
        Set<UUID> unpublished = Set.of(row.getArrayOfUUIDs("ids"));
        return new OutboxSnapshot(
                at.toInstant(),
                unpublished,
                unpublished.size() <= LARGEST_SNAPSHOT,
                Duration.ofMillis(Math.round(row.getDouble("lag") * 1000)));
    }

    /** Whether all of these rows are published by now, by whichever relay. */
    public final Uni<Boolean> arePublished(Set<UUID> ids) {
        if (ids.isEmpty()) {
            return Uni.createFrom().item(true);
        }
        return postgres.row(arePublished, (Object) ids.toArray(UUID[]::new))
                .map(row -> row.orElseThrow().getBoolean(0));
    }
}
