package dev.countersign.store.user;

import dev.countersign.protocol.UserId;
import dev.countersign.store.audit.AuditEvent;
import dev.countersign.store.audit.AuditEvents;
import dev.countersign.store.postgres.Postgres;
import dev.countersign.store.revocation.Cause;
import dev.countersign.store.revocation.RevocationRules;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.pgclient.PgException;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.function.Function;

/**
 * The accounts, as administrators change them. Each change sees its row locked, and its audit
 * record, and where it takes access back its rule, stand and fall with it.
 */
@Singleton
public final class Users {

    private static final String LOCKED = UserRows.BY_ID + " for update";

    private static final String UPDATE =
            """
            update users set email = $2, email_verified = $3, given_name = $4, family_name = $5,
              roles = $6, enabled = $7, claims = $8, updated_at = now(), version = version + 1
            where id = $1
            """;

    private final Postgres postgres;
    private final RevocationRules rules;

    public Users(Postgres postgres, RevocationRules rules) {
        this.postgres = postgres;
        this.rules = rules;
    }

    /**
     * The account before a change, as nobody else can change it until this change is done.
     *
     * @param last whether nobody else administers
     */
    public record Standing(User user, boolean last) {}

    /** What becomes of the account, and the record of it. */
    public record Change(User after, AuditEvent event) {}

    public Uni<Optional<User>> find(UserId id) {
        return postgres.row(UserRows.BY_ID, id).map(row -> row.map(User::of));
    }

    /** Changes what the decision changes, or nothing where it refuses. */
    public Uni<User> change(UserId id, Function<Standing, Change> decision) {
        return postgres.transaction(connection -> change(connection, id, decision))
                .onFailure(PgException.class)
                .transform(UserRows::explained)
                .chain(() -> found(id));
    }

    /** The same where the account is disabled by it: what the person has been given falls. */
    public Uni<User> disable(UserId id, String by, Function<Standing, Change> decision) {
        return rules.record(
                        Cause.userDisabled(id, connection -> change(connection, id, decision)), by)
                .onFailure(PgException.class)
                .transform(UserRows::explained)
                .chain(() -> found(id));
    }

    /**
     * Gives the account a password that signs in once, to be replaced, and takes back whatever
     * rests on the former one.
     */
    public Uni<Void> resetPassword(
            UserId id, String hash, String by, Function<Standing, AuditEvent> decision) {
        return record(Cause.passwordReset(id, hash), id, by, decision);
    }

    /** Ends the person's sessions and grants, everywhere. */
    public Uni<Void> endSessions(UserId id, String by, Function<Standing, AuditEvent> decision) {
        return record(Cause.sessionsEnded(id), id, by, decision);
    }

    /** Deletes the account. What is left are ids that no longer lead to a person. */
    public Uni<Void> erase(UserId id, String by, Function<Standing, AuditEvent> decision) {
        return record(Cause.userErased(id), id, by, decision);
    }

    private Uni<Void> record(
            Cause cause, UserId id, String by, Function<Standing, AuditEvent> decision) {
        Function<SqlConnection, Uni<Void>> decided =
                connection ->
                        standing(connection, id)
                                .map(decision)
                                .flatMap(event -> AuditEvents.within(event).apply(connection));
        return rules.record(cause.onlyIf(decided), by).replaceWithVoid();
    }

    private static Uni<Void> change(
            SqlConnection connection, UserId id, Function<Standing, Change> decision) {
        return standing(connection, id)
                .map(decision)
                .call(change -> update(connection, change.after()))
                .flatMap(change -> AuditEvents.within(change.event()).apply(connection));
    }

    private static Uni<Standing> standing(SqlConnection connection, UserId id) {
        return Postgres.execute(connection, LOCKED, id)
                .map(rows -> Postgres.first(rows).map(User::of).orElseThrow(UserRows::unknown))
                .flatMap(
                        user ->
                                user.administers()
                                        ? LastAdministrator.is(connection, id)
                                                .map(last -> new Standing(user, last))
                                        : Uni.createFrom().item(new Standing(user, false)));
    }

    private static Uni<Void> update(SqlConnection connection, User after) {
        return Postgres.execute(
                        connection,
                        UPDATE,
                        after.id(),
                        after.email(),
                        after.emailVerified(),
                        after.givenName(),
                        after.familyName(),
                        after.roles(),
                        after.enabled(),
                        new JsonObject(after.claims().values()))
                .replaceWithVoid();
    }

    private Uni<User> found(UserId id) {
        return find(id).map(user -> user.orElseThrow(UserRows::unknown));
    }
}
