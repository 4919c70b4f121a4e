package dev.countersign.store.postgres;

import dev.countersign.store.config.StoreConfig;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL, never waited for longer than the bound. A call that finds it away fails with {@code
 * STORE_AWAY}; what PostgreSQL refuses for another reason stays a {@code PgException}.
 */
@Singleton
public final class Postgres {

    private final Pool pool;
    private final Duration timeout;

    public Postgres(Pool pool, StoreConfig config) {
        this.pool = pool;
        this.timeout = config.timeout();
    }

    /** One prepared statement, one round trip, a transaction of its own. */
    public Uni<RowSet<Row>> execute(String sql, @Nullable Object... values) {
        return onConnection(timeout, connection -> execute(connection, sql, values));
    }

    /** The first row of the answer. */
    public Uni<Optional<Row>> row(String sql, @Nullable Object... values) {
        return execute(sql, values).map(Postgres::first);
    }

    /** Several statements in one transaction, which is rolled back when the work fails. */
    public <T> Uni<T> transaction(Function<SqlConnection, Uni<T>> work) {
        return transaction(timeout, work);
    }

    /** The same with another bound, for the relay that waits for Kafka in between. */
    public <T> Uni<T> transaction(Duration bound, Function<SqlConnection, Uni<T>> work) {
        return bounded(
                bound,
                attempt -> pool.withTransaction(connection -> attempt.sending(connection, work)));
    }

    /**
     * Several statements on one connection, each a transaction of its own, as some changes of
     * tables must be. What they set for the session they must set back.
     */
    public <T> Uni<T> session(Duration bound, Function<SqlConnection, Uni<T>> work) {
        return onConnection(bound, work);
    }

    /** A statement within {@link #transaction} or {@link #session}. */
    public static Uni<RowSet<Row>> execute(
            SqlConnection connection, String sql, @Nullable Object... values) {
        return connection.preparedQuery(sql).execute(Values.tuple(values));
    }

    public static Optional<Row> first(RowSet<Row> rows) {
        return rows.size() == 0 ? Optional.empty() : Optional.of(rows.iterator().next());
    }

    private <T> Uni<T> onConnection(Duration bound, Function<SqlConnection, Uni<T>> work) {
        return bounded(
                bound,
                attempt -> pool.withConnection(connection -> attempt.sending(connection, work)));
    }

    private static <T> Uni<T> bounded(Duration bound, Function<Attempt, Uni<T>> call) {
        return Uni.createFrom()
                .deferred(
                        () -> {
                            Attempt attempt = new Attempt();
                            return call.apply(attempt)
                                    .ifNoItem()
                                    .after(bound)
                                    .fail()
                                    .onFailure()
                                    .transform(attempt::explain);
                        });
    }
}
