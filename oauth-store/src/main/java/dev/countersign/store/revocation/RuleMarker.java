package dev.countersign.store.revocation;

import dev.countersign.protocol.SessionId;
import dev.countersign.protocol.revocation.RevocationRule;
import dev.countersign.store.postgres.Columns;
import dev.countersign.store.postgres.Postgres;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Marks the rows of one rule, batch after batch; each batch is a transaction of its own. */
final class RuleMarker {

    /** A batch, and where the next one begins. */
    record Batch(long marked, RuleWalk next) {}

    private final Postgres postgres;
    private final int rows;

    RuleMarker(Postgres postgres, int rows) {
        this.postgres = postgres;
        this.rows = rows;
    }

    Uni<List<DueRule>> due() {
        return postgres.execute(MarkSql.PASS_OVER)
                .chain(() -> postgres.execute(MarkSql.DUE))
                .map(found -> stream(found).map(DueRule::of).toList());
    }

    Uni<RuleWalk> begin(DueRule due) {
        RevocationRule rule = due.stamped().rule();
        GrantReach reach = GrantReach.of(rule);
        return lanes(rule, reach).map(lanes -> RuleWalk.through(reach, lanes));
    }

    private Uni<List<String>> lanes(RevocationRule rule, GrantReach reach) {
        return switch (reach) {
            case GRANT -> lanes(rule.grant().stream().map(Object::toString));
            case SESSION -> lanes(rule.session().stream().map(SessionId::value));
            case USER -> lanes(GrantReach.users(rule).stream().map(UUID::toString));
            case SHAPE ->
                    postgres.execute(MarkSql.SHAPES, rule.client(), rule.audience())
                            .map(found -> stream(found).map(it -> it.getString("id")).toList());
            case EVERYTHING -> lanes(Stream.of(""));
            case NONE -> lanes(Stream.of());
        };
    }

    private static Uni<List<String>> lanes(Stream<String> values) {
        return Uni.createFrom().item(values.toList());
    }

    /** The next rows of the walk's lane. */
    Uni<Batch> batch(DueRule due, RuleWalk walk) {
        return postgres.transaction(
                        connection ->
                                Postgres.execute(connection, GrantReach.IN_INDEX_ORDER)
                                        .chain(() -> batch(connection, due, walk)))
                .map(found -> batch(found.iterator().next(), walk));
    }

    private Uni<RowSet<Row>> batch(SqlConnection connection, DueRule due, RuleWalk walk) {
        return Postgres.execute(
                connection,
                MarkSql.batch(walk.reach()),
                due.id(),
                walk.lane(),
                rows,
                walk.issuedAt(),
                walk.grant(),
                due.stamped().before(),
                due.createdAt());
    }

    private Batch batch(Row row, RuleWalk walk) {
        boolean full = row.getLong("seen") == rows;
        RuleWalk next =
                full
                        ? walk.upTo(Columns.instant(row, "issued_at"), row.getUUID("id"))
                        : walk.nextLane();
        return new Batch(row.getLong("marked"), next);
    }

    Uni<Void> finish(DueRule due) {
        return offlineGrants(due)
                .chain(
                        () ->
                                postgres.execute(
                                        due.again() ? MarkSql.MARKED_AGAIN : MarkSql.MARKED,
                                        due.id()))
                .replaceWithVoid();
    }

    /** Those that were being made while the person signed out; the relay stamps their rules. */
    private Uni<Void> offlineGrants(DueRule due) {
        return due.stamped().rule().session().isPresent()
                ? postgres.execute(OfflineGrants.END, due.id()).replaceWithVoid()
                : Uni.createFrom().voidItem();
    }

    /** Answers how many rules are gone. */
    Uni<Integer> forget() {
        return postgres.execute(MarkSql.FORGET)
                .map(RowSet::rowCount)
                .call(() -> postgres.execute(MarkSql.FORGET_SUBJECTS));
    }

    private static Stream<Row> stream(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false);
    }
}
