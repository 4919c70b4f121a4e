package dev.countersign.store.application;

import dev.countersign.clients.Application;
import dev.countersign.clients.Credential;
import dev.countersign.protocol.error.OAuthException;
import dev.countersign.protocol.error.Refusal;
import dev.countersign.store.caller.StandingCaller;
import dev.countersign.store.postgres.Postgres;
import dev.countersign.store.revocation.LiveRules;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;

/**
 * The decision that a client-credentials token rests on (RFC 6749 §4.4): in one snapshot, the
 * application and the live rules. Nothing is written; the application itself is the holder.
 *
 * <p>The secret was checked against the application as it was at {@code readAt}, maybe out of a
 * cache, so that is what the token is authorized at: a rule on the application since then stops it,
 * and whoever authenticated by what the rule took back gets nothing.
 */
@Singleton
public final class ClientCredentialsCheck {

    private static final String CHECK =
            """
            select clock_stands() as clock_stands
            from applications a
            where a.client_id = $1::text and a.enabled and %s and not %s
            """
                    .formatted(
                            StandingCaller.has("a", "$4"),
                            LiveRules.authorizedAt("$3::timestamptz")
                                    .subject("a.client_id")
                                    .client("a.client_id")
                                    .audiences("$2::text[]")
                                    .stop());

    private final Postgres postgres;

    public ClientCredentialsCheck(Postgres postgres) {
        this.postgres = postgres;
    }

    /**
     * The {@code authorized_at} of a token for these audiences.
     *
     * @throws OAuthException in the {@code Uni}: {@code CLIENT_CHANGED} if the application is gone,
     *     disabled, stopped, or has another secret since it was read; {@code CLOCK_WENT_BACK}
     */
    public Uni<Instant> authorizedAt(Application application, List<String> audiences) {
        Instant readAt = application.readAt();
        Credential credential = application.credential();
        return postgres.row(CHECK, credential.client(), audiences, readAt, credential.secret())
                .map(row -> row.orElseThrow(() -> new OAuthException(Refusal.CLIENT_CHANGED)))
                .map(row -> decided(row, readAt));
    }

    private static Instant decided(Row row, Instant readAt) {
        if (!row.getBoolean("clock_stands")) {
            throw new OAuthException(Refusal.CLOCK_WENT_BACK);
        }
        return readAt;
    }
}
