package dev.countersign.store.person;

import dev.countersign.protocol.ClientId;
import dev.countersign.protocol.UserId;
import dev.countersign.store.postgres.Postgres;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The accounts. */
@Singleton
public final class People {

    private static final String FIND =
            """
            select u.id, u.password_hash, u.password_version, u.enabled, %s
            from users u where u.%s = $1
            """;

    private static final String BY_EMAIL = FIND.formatted(PersonClaims.COLUMNS, "email");
    private static final String BY_ID = FIND.formatted(PersonClaims.COLUMNS, "id");

    private static final String NAMED =
            """
            select u.id, %s from users u where u.id = any ($1::text[]::uuid[])
            """
                    .formatted(PersonClaims.COLUMNS);

    /** As the decision of a sign-in has it: members, and who is invited to become one. */
    private static final String LET_IN =
            NAMED
                    + """
                     and u.enabled
                      and exists (
                        select 1 from applications a where a.client_id = $2::text
                          and (not a.members_only
                            or exists (select 1 from memberships m
                              where m.user_id = u.id and m.client_id = a.client_id)
                            or exists (select 1 from invitations i
                              where i.user_id = u.id and i.client_id = a.client_id
                                and i.until > clock_timestamp())))
                    """;

    private final Postgres postgres;

    public People(Postgres postgres) {
        this.postgres = postgres;
    }

    /** The account of a normalized address, enabled or not. */
    public Uni<Optional<Account>> findByEmail(String normalized) {
        if (normalized.indexOf('\0') >= 0) {
            // PostgreSQL has no text with this character, so it is nobody's
            return Uni.createFrom().item(Optional.empty());
        }
        return postgres.row(BY_EMAIL, normalized).map(row -> row.map(People::account));
    }

    public Uni<Optional<Account>> find(UserId id) {
        return postgres.row(BY_ID, id).map(row -> row.map(People::account));
    }

    /** Who they are, by their ids; nobody where an account has been erased. */
    public Uni<Map<UserId, PersonClaims>> named(List<UserId> ids) {
        return ids.isEmpty()
                ? Uni.createFrom().item(Map.of())
                : postgres.execute(NAMED, texts(ids)).map(People::byId);
    }

    /** Those of them whom the application lets sign in. */
    public Uni<Map<UserId, PersonClaims>> letIn(List<UserId> ids, ClientId client) {
        return ids.isEmpty()
                ? Uni.createFrom().item(Map.of())
                : postgres.execute(LET_IN, texts(ids), client).map(People::byId);
    }

    private static List<String> texts(List<UserId> ids) {
        return ids.stream().map(UserId::toString).toList();
    }

    private static Map<UserId, PersonClaims> byId(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .collect(
                        Collectors.toUnmodifiableMap(
                                row -> new UserId(row.getUUID("id")), PersonClaims::of));
    }

    private static Account account(Row row) {
        return new Account(
                new UserId(row.getUUID("id")),
                PersonClaims.of(row),
                row.getString("password_hash"),
                row.getInteger("password_version"),
                row.getBoolean("enabled"));
    }
}
