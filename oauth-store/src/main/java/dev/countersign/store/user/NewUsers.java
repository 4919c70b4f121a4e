package dev.countersign.store.user;

import dev.countersign.protocol.UserId;
import dev.countersign.protocol.error.OAuthException;
import dev.countersign.protocol.error.Refusal;
import dev.countersign.store.idempotency.Creations;
import dev.countersign.store.idempotency.IdempotencyKey;
import dev.countersign.store.postgres.Postgres;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.pgclient.PgException;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.function.Function;

/** Makes accounts, and never touches one that exists. */
@Singleton
public final class NewUsers {

    private static final String INSERT =
            """
            insert into users as u (id, email, given_name, family_name, password_hash,
              password_is_own, roles, must_change_password, claims)
            values ($1, $2, $3, $4, $5, $6, $7, not $6 and $7 <> '{}'::text[], $8)
            on conflict (email) do nothing
            returning %s
            """
                    .formatted(User.COLUMNS);

    private final Postgres postgres;

    public NewUsers(Postgres postgres) {
        this.postgres = postgres;
    }

    /**
     * Makes an account; one whose address is taken fails with {@code EMAIL_TAKEN}. Under a key that
     * made an account before, that account is answered.
     *
     * @param besides what else is written in its transaction, such as its audit record
     */
    public Uni<User> create(
            NewUser user,
            Optional<IdempotencyKey> key,
            Function<SqlConnection, Uni<Void>> besides) {
        return postgres.transaction(
                        connection ->
                                before(connection, user, key)
                                        .flatMap(
                                                before ->
                                                        before.map(it -> find(connection, it))
                                                                .orElseGet(
                                                                        () ->
                                                                                insert(
                                                                                        connection,
                                                                                        user,
                                                                                        besides))))
                .onFailure(PgException.class)
                .transform(UserRows::explained);
    }

    private static Uni<Optional<UserId>> before(
            SqlConnection connection, NewUser user, Optional<IdempotencyKey> key) {
        return key.map(it -> Creations.take(it, user.id().toString()).apply(connection))
                .orElseGet(() -> Uni.createFrom().item(Optional.empty()))
                .map(before -> before.map(UserId::parse));
    }

    private static Uni<User> find(SqlConnection connection, UserId id) {
        return Postgres.execute(connection, UserRows.BY_ID, id)
                .map(rows -> Postgres.first(rows).map(User::of).orElseThrow(UserRows::unknown));
    }

    private static Uni<User> insert(
            SqlConnection connection, NewUser user, Function<SqlConnection, Uni<Void>> besides) {
        return insert(connection, user).call(() -> besides.apply(connection));
    }

    /** Within a transaction. */
    static Uni<User> insert(SqlConnection connection, NewUser user) {
        return Postgres.execute(
                        connection,
                        INSERT,
                        user.id(),
                        user.email(),
                        user.givenName(),
                        user.familyName(),
                        user.passwordHash(),
                        user.passwordIsOwn(),
                        user.roles(),
                        new JsonObject(user.claims().values()))
                .map(
                        rows ->
                                Postgres.first(rows)
                                        .map(User::of)
                                        .orElseThrow(
                                                () -> new OAuthException(Refusal.EMAIL_TAKEN)));
    }
}
