package dev.countersign.store.membership;

import dev.countersign.protocol.ClientId;
import dev.countersign.protocol.error.OAuthException;
import dev.countersign.protocol.error.Refusal;
import dev.countersign.store.postgres.Postgres;
import io.smallrye.mutiny.Uni;
import io.vertx.pgclient.PgException;

/** Rows that tie a person to an application: there must be both. */
final class Ties {

    private static final String FOREIGN_KEY_VIOLATION = "23503";

    private Ties() {}

    /** Fails with {@code UNKNOWN} where there is no such application, enabled or not. */
    static Uni<Void> application(Postgres postgres, ClientId client) {
        return postgres.execute("select from applications where client_id = $1", client)
                .invoke(
                        found -> {
                            if (found.size() != 1) {
                                throw new OAuthException(Refusal.UNKNOWN);
                            }
                        })
                .replaceWithVoid();
    }

    /** Fails with {@code UNKNOWN} where the user or the application does not exist. */
    static <T> Uni<T> ifAny(Uni<T> write) {
        return write.onFailure(PgException.class)
                .transform(
                        failure ->
                                FOREIGN_KEY_VIOLATION.equals(failure.getSqlState())
                                        ? new OAuthException(Refusal.UNKNOWN)
                                        : failure);
    }
}
