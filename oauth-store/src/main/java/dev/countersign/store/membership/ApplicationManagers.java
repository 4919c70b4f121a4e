package dev.countersign.store.membership;

import static dev.countersign.store.membership.Ties.ifAny;

import dev.countersign.protocol.ClientId;
import dev.countersign.protocol.UserId;
import dev.countersign.protocol.error.OAuthException;
import dev.countersign.protocol.error.Refusal;
import dev.countersign.store.audit.AuditEvent;
import dev.countersign.store.audit.AuditEvents;
import dev.countersign.store.postgres.Columns;
import dev.countersign.store.postgres.Postgres;
import dev.countersign.store.user.User;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.stream.StreamSupport;

/** The managers of applications, few of each. */
@Singleton
public final class ApplicationManagers {

    private static final String ALL =
            """
            select %s, m.created_at as since
            from application_managers m join users u on u.id = m.user_id
            where m.client_id = $1 order by m.created_at, m.user_id
            """
                    .formatted(User.COLUMNS);

    private static final String OWN_PASSWORD =
            "select password_is_own from users where id = $1 for update";

    private static final String ADD =
            """
            insert into application_managers (client_id, user_id) values ($1, $2)
            on conflict (client_id, user_id) do nothing
            """;

    private static final String REMOVE =
            "delete from application_managers where client_id = $1 and user_id = $2";

    private final Postgres postgres;

    public ApplicationManagers(Postgres postgres) {
        this.postgres = postgres;
    }

    /** Those of one application, the longest-serving first. */
    public Uni<List<Member>> of(ClientId client) {
        return Ties.application(postgres, client)
                .chain(() -> postgres.execute(ALL, client))
                .map(
                        rows ->
                                StreamSupport.stream(rows.spliterator(), false)
                                        .map(ApplicationManagers::manager)
                                        .toList());
    }

    /**
     * Adding twice is adding once. Fails with {@code UNKNOWN} if there is one of them only, and
     * with {@code PASSWORD_NOT_OWN} for an account whose password somebody else has known.
     */
    public Uni<Void> add(ClientId client, UserId user, AuditEvent event) {
        return ifAny(
                postgres.transaction(
                        connection ->
                                Postgres.execute(connection, OWN_PASSWORD, user)
                                        .invoke(ApplicationManagers::checkIsOwn)
                                        .chain(
                                                () ->
                                                        Postgres.execute(
                                                                connection, ADD, client, user))
                                        .chain(() -> AuditEvents.within(event).apply(connection))));
    }

    private static void checkIsOwn(RowSet<Row> found) {
        if (!Postgres.first(found)
                .map(row -> row.getBoolean("password_is_own"))
                .orElseThrow(() -> new OAuthException(Refusal.UNKNOWN))) {
            throw new OAuthException(Refusal.PASSWORD_NOT_OWN);
        }
    }

    /** Fails with {@code UNKNOWN} for who manages it not. */
    public Uni<Void> remove(ClientId client, UserId user, AuditEvent event) {
        return postgres.transaction(
                connection ->
                        Postgres.execute(connection, REMOVE, client, user)
                                .invoke(
                                        removed -> {
                                            if (removed.rowCount() != 1) {
                                                throw new OAuthException(Refusal.UNKNOWN);
                                            }
                                        })
                                .chain(() -> AuditEvents.within(event).apply(connection)));
    }

    private static Member manager(Row row) {
        return new Member(User.of(row), Columns.instant(row, "since"));
    }
}
