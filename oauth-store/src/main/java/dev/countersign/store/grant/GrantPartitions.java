package dev.countersign.store.grant;

import dev.countersign.store.postgres.Columns;
import dev.countersign.store.postgres.Postgres;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jboss.logging.Logger;

/**
 * The weekly partitions of the grants: made more than a year ahead, for the longest grant, and
 * dropped when their week and thirty days of inventory have passed. No row is deleted because it
 * expired, and neither making nor dropping keeps anybody from a grant.
 */
@Singleton
public final class GrantPartitions {

    private static final Logger LOG = Logger.getLogger(GrantPartitions.class);

    /** Of any number of replicas one is at it; the lock goes with its transaction. */
    private static final String LOCK = "select pg_try_advisory_xact_lock(7228194433027) as mine";

    /** The lock's transaction only waits for others, who may take longer than one may here. */
    private static final String WAIT_WITHOUT_END =
            "select set_config('transaction_timeout', '0', true)";

    private static final String PATIENTLY =
            """
            select set_config('statement_timeout', '60s', true), set_config('lock_timeout', '10s', true)
            """;

    private static final String MAKE =
            "select make_grant_partitions(now(), now() + interval '54 weeks')";

    /** What was begun comes first: a table can detach one partition at a time. */
    private static final String PAST =
            """
            select name, state from grant_partitions where ends_at < now() - interval '30 days'
            order by state = 'attached', ends_at limit 4
            """;

    private static final String NEWEST =
            "select max(ends_at) as ends_at from grant_partitions where state = 'attached'";

    /** Longer than all statements of one run together. */
    private static final Duration RUN = Duration.ofMinutes(12);

    private final Postgres postgres;

    public GrantPartitions(Postgres postgres) {
        this.postgres = postgres;
    }

    /**
     * Makes and drops what is due, unless another replica is at it. What a run that was cut off has
     * left behind, the next one finishes.
     */
    public Uni<Void> keep() {
        return postgres.transaction(
                RUN,
                holder ->
                        lock(holder)
                                .flatMap(
                                        mine ->
                                                mine
                                                        ? make().chain(this::dropPast)
                                                        : Uni.createFrom().voidItem()));
    }

    /**
     * Not by prepared statements: the last of them would keep its snapshot as long as the
     * transaction is open, and detaching waits for all older snapshots.
     */
    private static Uni<Boolean> lock(SqlConnection holder) {
        return run(holder, WAIT_WITHOUT_END)
                .chain(() -> holder.query(LOCK).execute())
                .map(rows -> rows.iterator().next().getBoolean("mine"));
    }

    /** The end of the newest partition: no grant can be made that ends later. */
    public Uni<Instant> newestEnd() {
        return postgres.row(NEWEST).map(row -> Columns.instant(row.orElseThrow(), "ends_at"));
    }

    private Uni<Void> make() {
        return postgres.transaction(
                        RUN,
                        connection ->
                                Postgres.execute(connection, PATIENTLY)
                                        .chain(() -> Postgres.execute(connection, MAKE)))
                .map(rows -> rows.iterator().next().getInteger(0))
                .invoke(
                        made -> {
                            if (made > 0) {
                                LOG.infof("%d partitions of grants made", made);
                            }
                        })
                .replaceWithVoid();
    }

    private Uni<Void> dropPast() {
        return postgres.execute(PAST)
                .map(rows -> StreamSupport.stream(rows.spliterator(), false).toList())
                .flatMap(
                        past ->
                                past.isEmpty()
                                        ? Uni.createFrom().voidItem()
                                        : postgres.session(RUN, it -> patiently(it, past)));
    }

    private static Uni<Void> patiently(SqlConnection connection, List<Row> past) {
        return run(connection, "set statement_timeout = '60s'")
                .chain(() -> run(connection, "set transaction_timeout = 0"))
                .chain(() -> drop(connection, past, 0))
                .onTermination()
                .call(() -> run(connection, "reset all").onFailure().recoverWithNull());
    }

    private static Uni<Void> drop(SqlConnection connection, List<Row> past, int next) {
        return next == past.size()
                ? Uni.createFrom().voidItem()
                : drop(connection, past.get(next)).chain(() -> drop(connection, past, next + 1));
    }

    private static Uni<Void> drop(SqlConnection connection, Row past) {
        // a name of digits and letters only, as the view knows it
        String name = past.getString("name");
        Uni<Void> detached =
                switch (past.getString("state")) {
                    case "attached" -> detach(connection, name, "concurrently");
                    case "detaching" -> detach(connection, name, "finalize");
                    default -> Uni.createFrom().voidItem();
                };
        return detached.chain(() -> run(connection, "drop table " + name))
                .invoke(() -> LOG.infof("Partition %s dropped: its grants are history", name));
    }

    private static Uni<Void> detach(SqlConnection connection, String name, String how) {
        return run(connection, "alter table grants detach partition " + name + " " + how);
    }

    private static Uni<Void> run(SqlConnection connection, String sql) {
        return connection.query(sql).execute().replaceWithVoid();
    }
}
