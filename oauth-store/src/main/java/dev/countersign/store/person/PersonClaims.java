package dev.countersign.store.person;

import io.vertx.mutiny.sqlclient.Row;
import java.util.Optional;

/** What the claims of a person are made of, OpenID Connect Core 1.0 §5.1. */
public record PersonClaims(
        String email, boolean emailVerified, String givenName, Optional<String> familyName) {

    /** The columns that {@link #of} reads; {@code u} is the table of users. */
    public static final String COLUMNS = "u.email, u.email_verified, u.given_name, u.family_name";

    public static PersonClaims of(Row row) {
        return new PersonClaims(
                row.getString("email"),
                row.getBoolean("email_verified"),
                row.getString("given_name"),
                Optional.ofNullable(row.getString("family_name")));
    }

    /** Given name and family name. */
    public String name() {
        return familyName.map(family -> givenName + " " + family).orElse(givenName);
    }
}
