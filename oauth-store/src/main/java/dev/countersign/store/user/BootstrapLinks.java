package dev.countersign.store.user;

import static dev.countersign.store.postgres.Columns.instant;

import dev.countersign.protocol.RandomText;
import dev.countersign.protocol.error.OAuthException;
import dev.countersign.protocol.error.Refusal;
import dev.countersign.protocol.secret.Sha256;
import dev.countersign.store.audit.AuditEvent;
import dev.countersign.store.audit.AuditEvents;
import dev.countersign.store.postgres.Postgres;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;

/**
 * The links that make the first administrator, known here by a hash. They exist only while nobody
 * has the role, and the first one to be used ends them all.
 */
@Singleton
public final class BootstrapLinks {

    public static final Duration LIFETIME = Duration.ofMinutes(15);

    private static final String INSERT =
            """
            with old as (delete from bootstrap_links where until <= now())
            insert into bootstrap_links (hash, until)
            values ($1, now() + make_interval(secs => $2)) returning until
            """;

    private static final String VALID =
            """
            select from bootstrap_links where hash = $1 and until > clock_timestamp()
              and not exists (select from users
                where roles <> '{}' and 'administrator' = any(roles))
            """;

    private static final String SPEND =
            "delete from bootstrap_links where hash = $1 and until > clock_timestamp()";

    private final Postgres postgres;

    public BootstrapLinks(Postgres postgres) {
        this.postgres = postgres;
    }

    /** A link's secret part, which is shown once. */
    public record BootstrapLink(String token, Instant until) {

        @Override
        public String toString() {
            return "[redacted]";
        }
    }

    /** Fails with {@code ADMINISTRATOR_EXISTS} where anybody has the role. */
    public Uni<BootstrapLink> create(AuditEvent event) {
        String token = RandomText.ofBits(256);
        return postgres.transaction(
                connection ->
                        whileThereIsNone(connection)
                                .chain(
                                        () ->
                                                Postgres.execute(
                                                        connection,
                                                        INSERT,
                                                        Sha256.of(token),
                                                        (double) LIFETIME.toSeconds()))
                                .map(rows -> instant(rows.iterator().next(), "until"))
                                .map(until -> new BootstrapLink(token, until))
                                .call(() -> AuditEvents.within(event).apply(connection)));
    }

    /** Whether the link would work now. */
    public Uni<Boolean> isValid(String token) {
        return postgres.execute(VALID, Sha256.of(token)).map(rows -> rows.size() == 1);
    }

    /**
     * Makes the first administrator and ends all links, or does neither. Fails with {@code
     * BOOTSTRAP_LINK_UNKNOWN} where the link does not work any more.
     */
    public Uni<User> spend(String token, NewUser first, AuditEvent event) {
        return postgres.transaction(
                connection ->
                        whileThereIsNone(connection)
                                .onFailure(OAuthException.class)
                                .transform(used -> unknown())
                                .chain(() -> Postgres.execute(connection, SPEND, Sha256.of(token)))
                                .invoke(
                                        spent -> {
                                            if (spent.rowCount() != 1) {
                                                throw unknown();
                                            }
                                        })
                                .chain(() -> NewUsers.insert(connection, first))
                                .call(
                                        () ->
                                                Postgres.execute(
                                                        connection, "delete from bootstrap_links"))
                                .call(() -> AuditEvents.within(event).apply(connection)));
    }

    private static Uni<Void> whileThereIsNone(SqlConnection connection) {
        return LastAdministrator.isThere(connection)
                .invoke(
                        isThere -> {
                            if (isThere) {
                                throw new OAuthException(Refusal.ADMINISTRATOR_EXISTS);
                            }
                        })
                .replaceWithVoid();
    }

    private static OAuthException unknown() {
        return new OAuthException(Refusal.BOOTSTRAP_LINK_UNKNOWN);
    }
}
