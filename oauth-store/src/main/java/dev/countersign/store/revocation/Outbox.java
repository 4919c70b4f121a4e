package dev.countersign.store.revocation;

import dev.countersign.store.postgres.Postgres;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The rules that wait to be published, found by a mark and never by a sequence: a transaction that
 * commits late is not skipped. For any number of relays side by side. Order is not promised, and a
 * rule may be handed out again; none is ever left out.
 */
@Singleton
public final class Outbox {

    private static final int LARGEST_SNAPSHOT = 10_000;

    /** For how long a transaction may wait for Kafka; shorter than the longest transaction. */
    private static final Duration PUBLISHING = Duration.ofSeconds(20);

    private static final String CLAIM =
            "select "
                    + RuleRows.COLUMNS
                    + """
                     from revocation_rules
                    where published_at is null and before is not null
                    order by created_at limit %d for update skip locked
                    """;

    private static final String MARK =
            """
            update revocation_rules set published_at = clock_timestamp(),
              stamped_at = coalesce(stamped_at, date_trunc('milliseconds', clock_timestamp()))
            where id = any($1)
            """;

    // now() is when this statement's transaction began, and that is before its snapshot.
    private static final String SNAPSHOT =
            """
            select now() as at, coalesce(array_agg(id), '{}') as ids,
              coalesce(extract(epoch from now() - min(created_at)), 0)::float8 as lag
            from (select id, created_at from revocation_rules where published_at is null limit $1) u
            """;

    // A clock older than the newest time known here went back: it is believed again a second later.
    private static final String TICK =
            """
            update revocation_clock set
              newest = greatest(newest, clock_timestamp()),
              not_before = case when clock_timestamp() < newest
                then greatest(not_before, newest + interval '1 second') else not_before end
            returning clock_timestamp() >= not_before as stands
            """;

    private static final String OTHER_TOPIC =
            "update revocation_clock set topic_id = $1 where topic_id is distinct from $1";

    // Also rows that are not marked yet: another relay may be about to mark them for the old topic.
    private static final String PUBLISH_AGAIN =
            """
            update revocation_rules set published_at = null
            where until is null or until > clock_timestamp()
            """;

    private final Postgres postgres;

    public Outbox(Postgres postgres) {
        this.postgres = postgres;
    }

    /**
     * Hands out up to {@code limit} stamped rules that no other relay holds, and marks those that
     * {@code publish} answers with as published, in one transaction. Answers how many it marked.
     */
    public Uni<Integer> publish(int limit, Function<List<StampedRule>, Uni<Set<UUID>>> publish) {
        return postgres.transaction(
                PUBLISHING,
                connection ->
                        claim(connection, limit)
                                .map(rows -> rows(rows).map(RuleRows::stamped).toList())
                                .flatMap(rules -> publish(connection, rules, publish)));
    }

    /**
     * Not by a prepared statement: it would keep its snapshot open while Kafka is waited for, and a
     * partition of grants that is being detached waits for all older snapshots.
     */
    private static Uni<RowSet<Row>> claim(SqlConnection connection, int limit) {
        return connection.query(CLAIM.formatted(limit)).execute();
    }

    private static Uni<Integer> publish(
            SqlConnection connection,
            List<StampedRule> rules,
            Function<List<StampedRule>, Uni<Set<UUID>>> publish) {
        return rules.isEmpty()
                ? Uni.createFrom().item(0)
                : publish.apply(rules).flatMap(ids -> mark(connection, ids));
    }

    private static Uni<Integer> mark(SqlConnection connection, Set<UUID> ids) {
        return Postgres.execute(connection, MARK, (Object) ids.toArray(UUID[]::new))
                .map(RowSet::rowCount);
    }

    /** Stamps the rules older than {@code age} whose request did not live to stamp them. */
    public Uni<Long> stampLeftBehind(Duration age) {
        return postgres.row(
                        "select stamp_rules_left_behind($1 * interval '1 ms')",
                        (double) age.toMillis())
                .map(row -> row.orElseThrow().getLong(0));
    }

    public Uni<OutboxSnapshot> snapshot() {
        return postgres.row(SNAPSHOT, LARGEST_SNAPSHOT + 1).map(row -> snapshot(row.orElseThrow()));
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

    /** Whether all of these rules are published by now, by whichever relay. */
    public Uni<Boolean> arePublished(Set<UUID> ids) {
        if (ids.isEmpty()) {
            return Uni.createFrom().item(true);
        }
        return postgres.row(
                        """
                        select not exists (select from revocation_rules
                          where id = any($1) and published_at is null)
                        """,
                        (Object) ids.toArray(UUID[]::new))
                .map(row -> row.orElseThrow().getBoolean(0));
    }

    /**
     * Remembers PostgreSQL's clock, to be called once a second, and notices when it went back.
     * False while it is not believed: nothing is authorized or stamped until then.
     */
    public Uni<Boolean> tick() {
        return postgres.row(TICK).map(row -> row.orElseThrow().getBoolean("stands"));
    }

    /**
     * Says which topic is written to. If it is not the one written to before, every live rule waits
     * to be published again; answers whether that is so.
     */
    public Uni<Boolean> writesTo(String topicId) {
        return postgres.transaction(
                connection ->
                        Postgres.execute(connection, OTHER_TOPIC, topicId)
                                .flatMap(
                                        changed ->
                                                changed.rowCount() == 0
                                                        ? Uni.createFrom().item(false)
                                                        : Postgres.execute(
                                                                        connection, PUBLISH_AGAIN)
                                                                .replaceWith(true)));
    }

    private static Stream<Row> rows(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false);
    }
}
