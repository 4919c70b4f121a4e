package dev.countersign.store.membership;

import static dev.countersign.store.membership.Ties.ifAny;

import dev.countersign.protocol.ClientId;
import dev.countersign.protocol.UserId;
import dev.countersign.store.audit.AuditEvent;
import dev.countersign.store.audit.AuditEvents;
import dev.countersign.store.postgres.Postgres;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/**
 * Invitations to become a user of an application, of people who have an account. Signing in to it
 * accepts one; nobody is told whether there was an account to invite.
 */
@Singleton
public final class Invitations {

    public static final Duration LIFETIME = Duration.ofDays(14);

    private static final String INVITE =
            """
            insert into invitations (client_id, user_id, invited_by, until)
            select $1::text, u.id, $3::text, now() + make_interval(secs => $4)
            from users u
            where u.email = $2 and not exists (
              select from memberships m where m.client_id = $1::text and m.user_id = u.id)
            on conflict (client_id, user_id) do update
              set invited_by = excluded.invited_by, until = excluded.until
            returning user_id
            """;

    private static final String WITHDRAW =
            "delete from invitations where client_id = $1 and user_id = $2";

    private final Postgres postgres;

    public Invitations(Postgres postgres) {
        this.postgres = postgres;
    }

    /**
     * Invites whoever has the address and is no user of the application yet. Fails with {@code
     * UNKNOWN} where there is no such application.
     *
     * @param event the record, of whom it was
     */
    public Uni<Void> invite(
            ClientId client,
            String email,
            String by,
            Function<Optional<UserId>, AuditEvent> event) {
        return Ties.application(postgres, client)
                .chain(
                        () ->
                                ifAny(
                                        postgres.transaction(
                                                connection ->
                                                        invite(connection, client, email, by)
                                                                .map(event)
                                                                .map(AuditEvents::within)
                                                                .flatMap(
                                                                        it ->
                                                                                it.apply(
                                                                                        connection)))));
    }

    private static Uni<Optional<UserId>> invite(
            SqlConnection connection, ClientId client, String email, String by) {
        return Postgres.execute(
                        connection, INVITE, client, email, by, (double) LIFETIME.toSeconds())
                .map(Postgres::first)
                .map(row -> row.map(it -> new UserId(it.getUUID("user_id"))));
    }

    static Function<SqlConnection, Uni<Void>> withdrawn(ClientId client, UserId user) {
        return connection -> Postgres.execute(connection, WITHDRAW, client, user).replaceWithVoid();
    }
}
