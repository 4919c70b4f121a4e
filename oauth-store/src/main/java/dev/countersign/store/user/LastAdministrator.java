package dev.countersign.store.user;

import dev.countersign.protocol.UserId;
import dev.countersign.store.postgres.Postgres;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;

/**
 * Whether anybody else administers. Whoever may take the role from somebody, or give it to the
 * first one, waits here until the others have committed: two administrators cannot remove each
 * other at once. It is the last lock that a transaction takes.
 */
final class LastAdministrator {

    /** Any number will do, as long as nothing else locks by it. */
    private static final String LOCK = "select pg_advisory_xact_lock(728200146)";

    private static final String OTHERS =
            """
            select exists (select from users
              where roles <> '{}' and 'administrator' = any(roles) and enabled and id <> $1) as others
            """;

    private static final String ANY =
            """
            select exists (select from users
              where roles <> '{}' and 'administrator' = any(roles)) as any
            """;

    private LastAdministrator() {}

    /** Whether nobody but this one administers, until this transaction ends. */
    static Uni<Boolean> is(SqlConnection connection, UserId user) {
        // a statement of its own, which sees what was committed before the lock was had
        return Postgres.execute(connection, LOCK)
                .chain(() -> Postgres.execute(connection, OTHERS, user))
                .map(rows -> !rows.iterator().next().getBoolean("others"));
    }

    /** Whether anybody has the role, enabled or not, until this transaction ends. */
    static Uni<Boolean> isThere(SqlConnection connection) {
        return Postgres.execute(connection, LOCK)
                .chain(() -> Postgres.execute(connection, ANY))
                .map(rows -> rows.iterator().next().getBoolean("any"));
    }
}
