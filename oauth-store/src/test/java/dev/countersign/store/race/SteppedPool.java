package dev.countersign.store.race;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.PreparedQuery;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.function.Function;

/**
 * A pool whose every step waits for the side's turn. A statement on its own becomes begin,
 * statement and commit, as it is inside PostgreSQL: its snapshot and its commit may be far apart.
 */
final class SteppedPool extends Pool {

    private final Side side;

    SteppedPool(Pool pool, Side side) {
        super(pool.getDelegate());
        this.side = side;
    }

    @Override
    public <T> Uni<T> withConnection(Function<SqlConnection, Uni<T>> work) {
        return withTransaction(work);
    }

    @Override
    public <T> Uni<T> withTransaction(Function<SqlConnection, Uni<T>> work) {
        return getConnection()
                .flatMap(
                        connection ->
                                transaction(connection, work).eventually(() -> connection.close()));
    }

    private <T> Uni<T> transaction(SqlConnection connection, Function<SqlConnection, Uni<T>> work) {
        SqlConnection stepped = new SteppedConnection(connection);
        return side.turn(Step.BEGIN)
                .chain(() -> connection.begin())
                .flatMap(
                        transaction ->
                                work.apply(stepped)
                                        .call(() -> side.turn(Step.COMMIT))
                                        .call(() -> transaction.commit())
                                        .onFailure()
                                        .call(() -> transaction.rollback()));
    }

    private final class SteppedConnection extends SqlConnection {

        SteppedConnection(SqlConnection connection) {
            super(connection.getDelegate());
        }

        @Override
        public PreparedQuery<RowSet<Row>> preparedQuery(String sql) {
            PreparedQuery<RowSet<Row>> query = super.preparedQuery(sql);
            return new PreparedQuery<>(query.getDelegate(), query.__typeArg_0) {
                @Override
                public Uni<RowSet<Row>> execute(Tuple values) {
                    return side.turn(Step.STATEMENT).chain(() -> query.execute(values));
                }
            };
        }
    }
}
