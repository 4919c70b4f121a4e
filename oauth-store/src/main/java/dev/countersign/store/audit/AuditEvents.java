package dev.countersign.store.audit;

import dev.countersign.store.postgres.Postgres;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Singleton;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The audit records. They are only ever added. */
@Singleton
public final class AuditEvents {

    private static final String INSERT =
            """
            insert into audit_events (id, actor, action, target, detail, address)
            values ($1, $2, $3, $4, $5, $6)
            """;

    private final Postgres postgres;

    public AuditEvents(Postgres postgres) {
        this.postgres = postgres;
    }

    /** Of an act that writes nothing else. It is done once its record is. */
    public Uni<Void> write(AuditEvent event) {
        return postgres.execute(INSERT, values(event)).replaceWithVoid();
    }

    /** Of an act that writes: its record stands and falls with it. */
    public static Function<SqlConnection, Uni<Void>> within(AuditEvent event) {
        return connection -> Postgres.execute(connection, INSERT, values(event)).replaceWithVoid();
    }

    private static @Nullable Object[] values(AuditEvent event) {
        return new @Nullable Object[] {
            UUID.randomUUID(),
            event.actor(),
            event.action(),
            event.target(),
            new JsonObject(event.detail()),
            event.address()
        };
    }
}
