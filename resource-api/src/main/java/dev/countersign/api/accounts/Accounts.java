package dev.countersign.api.accounts;

import dev.countersign.api.refusal.ApiRefusal;
import dev.countersign.resourceserver.refusal.Refused;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;

/** The accounts of all users. While the database is away, every call is refused for a while. */
@Singleton
final class Accounts {

    private static final Duration PATIENCE = Duration.ofSeconds(3);

    /** Two replicas that start together must not both create the table. */
    private static final String LOCK = "select pg_advisory_xact_lock(8084)";

    private static final String CREATE =
            """
            create table if not exists accounts (
              owner text not null,
              id text not null,
              name text not null,
              currency text not null,
              balance numeric(12, 2) not null,
              primary key (owner, id))
            """;
    private static final String SELECT =
            "select id, name, currency, balance from accounts where owner = $1 order by name";
    private static final String INSERT =
            "insert into accounts (owner, id, name, currency, balance) values ($1, $2, $3, $4, $5)"
                    + " on conflict do nothing";

    private final Pool pool;
    private volatile boolean prepared;

    Accounts(Pool pool) {
        this.pool = pool;
    }

    /** Creates the table; safe to repeat. */
    Uni<Void> prepare() {
        if (prepared) {
            return Uni.createFrom().voidItem();
        }
        return available(pool.withTransaction(Accounts::create)).invoke(() -> prepared = true);
    }

    /** A user's accounts, which a user who was never seen is given first. */
    Uni<List<Account>> of(String owner) {
        return prepare()
                .flatMap(ignored -> available(select(owner)))
                .flatMap(
                        found ->
                                found.isEmpty()
                                        ? available(insert(owner))
                                                .flatMap(ignored -> available(select(owner)))
                                        : Uni.createFrom().item(found));
    }

    private static Uni<Void> create(SqlConnection connection) {
        return connection
                .query(LOCK)
                .execute()
                .flatMap(ignored -> connection.query(CREATE).execute())
                .replaceWithVoid();
    }

    private Uni<List<Account>> select(String owner) {
        return pool.preparedQuery(SELECT).execute(Tuple.of(owner)).map(Accounts::read);
    }

    private Uni<Void> insert(String owner) {
        List<Tuple> rows =
                Account.samplesFor(owner).stream()
                        .map(it -> Tuple.of(owner, it.id(), it.name(), it.currency(), it.balance()))
                        .toList();
        return pool.preparedQuery(INSERT).executeBatch(rows).replaceWithVoid();
    }

    private static List<Account> read(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(
                        row ->
                                new Account(
                                        row.getString("id"),
                                        row.getString("name"),
                                        row.getString("currency"),
                                        row.getBigDecimal("balance")))
                .toList();
    }

    /** What is no bug of ours is the database's absence, and passes. */
    private static <T> Uni<T> available(Uni<T> work) {
        return work.ifNoItem()
                .after(PATIENCE)
                .fail()
                .onFailure(failure -> !isBug(failure))
                .transform(failure -> Refused.because(ApiRefusal.DATABASE_UNAVAILABLE, failure));
    }

    /** PostgreSQL answered, and not with "too many connections" or "shutting down". */
    private static boolean isBug(Throwable failure) {
        return failure instanceof PgException answer
                && !answer.getSqlState().startsWith("53")
                && !answer.getSqlState().startsWith("57");
    }
}
