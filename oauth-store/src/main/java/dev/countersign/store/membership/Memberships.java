package dev.countersign.store.membership;

import static dev.countersign.store.membership.Ties.ifAny;

import dev.countersign.protocol.ClientId;
import dev.countersign.protocol.UserId;
import dev.countersign.store.audit.AuditEvent;
import dev.countersign.store.audit.AuditEvents;
import dev.countersign.store.postgres.Columns;
import dev.countersign.store.postgres.KeysetPage;
import dev.countersign.store.postgres.Postgres;
import dev.countersign.store.revocation.Cause;
import dev.countersign.store.revocation.RevocationRules;
import dev.countersign.store.user.User;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** The users of applications. */
@Singleton
public final class Memberships {

    private static final String MEMBER =
            """
            select %s, m.created_at as since
            from memberships m join users u on u.id = m.user_id
            where m.client_id = $1 and\
            """
                    .formatted(User.COLUMNS);

    private static final String FIND = MEMBER + " m.user_id = $2";

    private static final String PAGE =
            MEMBER
                    + """
                     m.created_at <= $2 and (m.created_at < $2 or m.user_id > $3)
                    order by m.created_at desc, m.user_id limit $4
                    """;

    private static final String ADD =
            """
            insert into memberships (client_id, user_id) values ($1, $2)
            on conflict (client_id, user_id) do nothing
            """;

    private static final Place FIRST =
            new Place(
                    OffsetDateTime.of(9999, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC).toInstant(),
                    new UserId(new UUID(0, 0)));

    private final Postgres postgres;
    private final RevocationRules rules;

    public Memberships(Postgres postgres, RevocationRules rules) {
        this.postgres = postgres;
        this.rules = rules;
    }

    /** Where a page ended. */
    public record Place(Instant since, UserId id) {

        public static Place of(Member member) {
            return new Place(member.since(), member.user().id());
        }
    }

    /** Fails with {@code UNKNOWN} where there is no such application, enabled or not. */
    public Uni<Void> known(ClientId client) {
        return Ties.application(postgres, client);
    }

    /** The newest first. */
    public Uni<KeysetPage<Member>> page(ClientId client, Optional<Place> after, int size) {
        Place place = after.orElse(FIRST);
        return known(client)
                .chain(() -> postgres.execute(PAGE, client, place.since(), place.id(), size + 1))
                .map(rows -> KeysetPage.of(rows, size, Memberships::member));
    }

    public Uni<Optional<Member>> find(ClientId client, UserId user) {
        return postgres.row(FIND, client, user).map(row -> row.map(Memberships::member));
    }

    /** Adding twice is adding once. Fails with {@code UNKNOWN} if there is one of them only. */
    public Uni<Void> add(ClientId client, UserId user, AuditEvent event) {
        return ifAny(
                postgres.transaction(
                        connection ->
                                within(client, user)
                                        .apply(connection)
                                        .chain(() -> AuditEvents.within(event).apply(connection))));
    }

    /** As part of another transaction, such as the one that makes the account. */
    public static Function<SqlConnection, Uni<Void>> within(ClientId client, UserId user) {
        return connection -> Postgres.execute(connection, ADD, client, user).replaceWithVoid();
    }

    /**
     * Takes back what the application was given by the user, and the invitation to become one
     * again. Fails with {@code NOTHING_TO_TAKE_BACK} for who is no user of it.
     */
    public Uni<Void> remove(ClientId client, UserId user, String by, AuditEvent event) {
        return rules.record(
                        Cause.membershipRemoved(user, client)
                                .with(Invitations.withdrawn(client, user))
                                .with(AuditEvents.within(event)),
                        by)
                .replaceWithVoid();
    }

    private static Member member(Row row) {
        return new Member(User.of(row), Columns.instant(row, "since"));
    }
}
