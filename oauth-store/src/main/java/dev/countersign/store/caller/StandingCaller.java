package dev.countersign.store.caller;

import dev.countersign.clients.Credential;
import dev.countersign.protocol.error.OAuthException;
import dev.countersign.protocol.error.Refusal;
import io.vertx.mutiny.sqlclient.Row;

/**
 * The condition, as SQL, that a caller still has the {@link Credential} by which it was
 * authenticated, maybe out of a copy. Here alone is it said what an application or an API may be
 * authenticated by. Every value is an SQL expression of the statement into which the condition
 * goes, never input.
 */
public final class StandingCaller {

    /** The column that {@link #check} reads. */
    public static final String COLUMN = "caller_stands";

    private StandingCaller() {}

    /**
     * True where the application, a row under this name, takes the secret: its own, or the one
     * before while both work. Null is that of a client that has none.
     */
    public static String has(String application, String secret) {
        return """
        (%1$s.secret is not distinct from %2$s::bytea
          or (%1$s.previous_secret = %2$s::bytea and %1$s.previous_secret_until > clock_timestamp()))
        """
                .formatted(application, secret);
    }

    /** True where whoever has the client id has the secret, too, and where there is no caller. */
    public static String stands(String client, String secret) {
        return """
        (%1$s::text is null
          or exists (select 1 from applications c where c.client_id = %1$s and %2$s)
          or exists (select 1 from apis c where c.introspection_client_id = %1$s
            and c.introspection_secret = %3$s::bytea and c.enabled))
        """
                .formatted(client, has("c", secret), secret);
    }

    /**
     * @throws OAuthException {@link Refusal#CLIENT_CHANGED}
     */
    public static void check(Row row) {
        if (!row.getBoolean(COLUMN)) {
            throw new OAuthException(Refusal.CLIENT_CHANGED);
        }
    }
}
