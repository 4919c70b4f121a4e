package dev.countersign.store.application;

import static dev.countersign.store.postgres.Columns.instant;

import dev.countersign.protocol.ClientId;
import dev.countersign.protocol.error.OAuthException;
import dev.countersign.protocol.error.Refusal;
import dev.countersign.store.postgres.Postgres;
import dev.countersign.store.revocation.LiveRules;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The decision that a client-credentials token rests on (RFC 6749 §4.4): in one snapshot, the
 * application and the live rules. Nothing is written; the application itself is the holder.
 */
@Singleton
public final class ClientCredentialsCheck {

    private static final String CHECK =
            """
            select date_trunc('milliseconds', transaction_timestamp()) as authorized_at,
                   clock_stands() as clock_stands
            from applications a
            where a.client_id = $1::text and a.enabled and not %s
            """
                    .formatted(
                            LiveRules.authorizedAt(
                                            "date_trunc('milliseconds', transaction_timestamp())")
                                    .subject("a.client_id")
                                    .client("a.client_id")
                                    .audiences("$2::text[]")
                                    .stop());

    private final Postgres postgres;

    public ClientCredentialsCheck(Postgres postgres) {
        this.postgres = postgres;
    }

    /**
     * The {@code authorized_at} of a token for these audiences; empty if the application is gone,
     * disabled or stopped.
     *
     * @throws OAuthException in the {@code Uni}: {@code CLOCK_WENT_BACK}
     */
    public Uni<Optional<Instant>> authorizedAt(ClientId client, List<String> audiences) {
        return postgres.row(CHECK, client, audiences)
                .map(row -> row.map(ClientCredentialsCheck::decided));
    }

    private static Instant decided(Row row) {
        if (!row.getBoolean("clock_stands")) {
            throw new OAuthException(Refusal.CLOCK_WENT_BACK);
        }
        return instant(row, "authorized_at");
    }
}
