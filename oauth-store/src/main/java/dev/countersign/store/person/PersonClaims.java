package dev.countersign.store.person;

import dev.countersign.store.postgres.Columns;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.util.Optional;

/** What the claims of a person are made of, OpenID Connect Core 1.0 §5.1. */
public record PersonClaims(
        String email,
        boolean emailVerified,
        String givenName,
        Optional<String> familyName,
        Instant updatedAt) {

    /** The columns that {@link #of} reads; {@code u} is the table of users. */
    public static final String COLUMNS =
            "u.email, u.email_verified, u.given_name, u.family_name, u.updated_at";

    public static PersonClaims of(Row row) {
        return new PersonClaims(
                row.getString("email"),
                row.getBoolean("email_verified"),
                row.getString("given_name"),
                Optional.ofNullable(row.getString("family_name")),
                Columns.instant(row, "updated_at"));
    }

    /** Given name and family name. */
    public String name() {
        return familyName.map(family -> givenName + " " + family).orElse(givenName);
    }
}
