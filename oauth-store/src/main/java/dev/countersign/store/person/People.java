package dev.countersign.store.person;

import dev.countersign.protocol.UserId;
import dev.countersign.store.postgres.Postgres;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;
import java.util.Optional;

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

    private static Account account(Row row) {
        return new Account(
                new UserId(row.getUUID("id")),
                PersonClaims.of(row),
                row.getString("password_hash"),
                row.getInteger("password_version"),
                row.getBoolean("enabled"));
    }
}
