package dev.countersign.store.postgres;

import dev.countersign.store.config.StoreConfig;
import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.SqlConnectOptions;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The pool of connections: statements stay prepared, and the bound on a call holds on PostgreSQL's
 * side too, so that what nobody waits for any more does not run on.
 */
@Singleton
public final class CountersignPool implements PgPoolCreator {

    /** Of a transaction as a whole: far shorter than a rule's life (design: Revocation 7). */
    private static final Duration LONGEST_TRANSACTION = Duration.ofSeconds(30);

    private static final int LONGEST_STATEMENT = 16_384;

    private final Duration timeout;

    CountersignPool(StoreConfig config) {
        this.timeout = config.timeout();
    }

    @Override
    public Pool create(Input input) {
        List<SqlConnectOptions> databases =
                input.pgConnectOptionsList().stream()
                        .<SqlConnectOptions>map(it -> tuned(it, timeout))
                        .toList();
        return PgBuilder.pool()
                .with(tuned(input.poolOptions(), timeout))
                .connectingTo(databases)
                .using(input.vertx())
                .build();
    }

    /** Neither the wait for a connection nor a statement outlasts the bound. */
    public static PoolOptions tuned(PoolOptions options, Duration timeout) {
        return options.setConnectionTimeout((int) timeout.toMillis())
                .setConnectionTimeoutUnit(TimeUnit.MILLISECONDS);
    }

    public static PgConnectOptions tuned(PgConnectOptions options, Duration timeout) {
        PgConnectOptions tuned = new PgConnectOptions(options);
        tuned.setCachePreparedStatements(true);
        // the driver's own limit of 2,048 characters would leave out the longest of the hot path
        tuned.setPreparedStatementCacheSqlLimit(LONGEST_STATEMENT);
        tuned.setConnectTimeout((int) timeout.toMillis());
        // Every statement finds its rows by key, among more than fifty partitions: planning it
        // anew,
        // as PostgreSQL would, takes several times as long as running it.
        tuned.addProperty("plan_cache_mode", "force_generic_plan");
        tuned.addProperty("statement_timeout", String.valueOf(timeout.toMillis()));
        tuned.addProperty("transaction_timeout", String.valueOf(LONGEST_TRANSACTION.toMillis()));
        return tuned;
    }
}
