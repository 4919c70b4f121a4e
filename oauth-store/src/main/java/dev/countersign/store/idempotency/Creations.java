package dev.countersign.store.idempotency;

import dev.countersign.protocol.error.OAuthException;
import dev.countersign.protocol.error.Refusal;
import dev.countersign.store.postgres.Columns;
import dev.countersign.store.postgres.Postgres;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.function.Function;

/** Takes an idempotency key in the transaction of the creation: both stand, or neither. */
public final class Creations {

    /** Two that come at once wait for each other here. Old ones make room, a few at a time. */
    private static final String TAKE =
            """
            with old as (delete from idempotency_keys where (actor, key) in (
              select actor, key from idempotency_keys where created_at < now() - interval '1 day'
              order by created_at limit 100 for update skip locked))
            insert into idempotency_keys (actor, key, request, answer) values ($1, $2, $3, $4)
            on conflict (actor, key) do nothing
            """;

    private static final String TAKEN =
            "select request, answer from idempotency_keys where actor = $1 and key = $2";

    private Creations() {}

    /**
     * The id of what was made under this key before; empty where this is the first time, which is
     * then remembered under the id.
     *
     * @throws OAuthException in the {@code Uni}: {@code IDEMPOTENCY_KEY_REUSED} for another request
     */
    public static Function<SqlConnection, Uni<Optional<String>>> take(
            IdempotencyKey key, String id) {
        return connection ->
                Postgres.execute(
                                connection,
                                TAKE,
                                key.actor(),
                                key.key(),
                                key.request(),
                                new JsonObject().put("id", id))
                        .flatMap(
                                taken ->
                                        taken.rowCount() == 1
                                                ? Uni.createFrom().item(Optional.empty())
                                                : before(connection, key));
    }

    private static Uni<Optional<String>> before(SqlConnection connection, IdempotencyKey key) {
        return Postgres.execute(connection, TAKEN, key.actor(), key.key())
                .map(rows -> Postgres.first(rows).map(row -> id(row, key)));
    }

    private static String id(Row row, IdempotencyKey key) {
        byte[] request = Columns.optionalBytes(row, "request").orElseThrow();
        if (!MessageDigest.isEqual(request, key.request())) {
            throw new OAuthException(Refusal.IDEMPOTENCY_KEY_REUSED);
        }
        return row.getJsonObject("answer").getString("id");
    }
}
