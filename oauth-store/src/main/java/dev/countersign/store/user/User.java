package dev.countersign.store.user;

import dev.countersign.protocol.UserId;
import dev.countersign.protocol.claim.ProfileClaims;
import dev.countersign.store.postgres.Columns;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An account as administrators see it: everything but the password's hash.
 *
 * @param email normalized; unverified until the person has proved it
 * @param mustChangePassword whether the password signs in once, to be replaced
 * @param passwordIsOwn whether the person chose the password: nobody else has known it
 * @param version grows with every change
 */
public record User(
        UserId id,
        String email,
        boolean emailVerified,
        String givenName,
        Optional<String> familyName,
        ProfileClaims claims,
        List<String> roles,
        boolean enabled,
        boolean mustChangePassword,
        boolean passwordIsOwn,
        Instant createdAt,
        Instant updatedAt,
        long version) {

    /** The role that may do everything. */
    public static final String ADMINISTRATOR = "administrator";

    /** The columns that {@link #of} reads; {@code u} is the table of users. */
    public static final String COLUMNS =
            """
            u.id, u.email, u.email_verified, u.given_name, u.family_name, u.claims, u.roles,
            u.enabled,
            u.must_change_password, u.password_is_own, u.created_at, u.updated_at, u.version\
            """;

    public User {
        roles = roles.stream().sorted().toList();
    }

    public static User of(Row row) {
        return new User(
                new UserId(row.getUUID("id")),
                row.getString("email"),
                row.getBoolean("email_verified"),
                row.getString("given_name"),
                Columns.optionalText(row, "family_name"),
                Columns.claims(row, "claims"),
                Columns.texts(row, "roles"),
                row.getBoolean("enabled"),
                row.getBoolean("must_change_password"),
                row.getBoolean("password_is_own"),
                Columns.instant(row, "created_at"),
                Columns.instant(row, "updated_at"),
                row.getLong("version"));
    }

    /** Whether the account can administer: it has the role and may sign in. */
    public boolean administers() {
        return enabled && roles.contains(ADMINISTRATOR);
    }

    /** Without the address and the names. */
    @Override
    public String toString() {
        return "User[" + id + "]";
    }
}
