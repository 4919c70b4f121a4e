package dev.countersign.store.person;

import dev.countersign.protocol.ClientId;
import dev.countersign.protocol.Scopes;
import dev.countersign.protocol.UserId;
import dev.countersign.store.postgres.Columns;
import dev.countersign.store.postgres.Postgres;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;

/** What people have allowed which application. */
@Singleton
public final class Consents {

    private static final String FIND =
            "select scopes from consents where user_id = $1 and client_id = $2";

    private static final String REMEMBER =
            """
            insert into consents (user_id, client_id, scopes, authorized_at)
            values ($1, $2, $3, clock_timestamp())
            on conflict (user_id, client_id) do update
              set authorized_at = excluded.authorized_at,
                  scopes = array(select unnest(consents.scopes) union select unnest(excluded.scopes))
            """;

    private final Postgres postgres;

    public Consents(Postgres postgres) {
        this.postgres = postgres;
    }

    /** All that the person has allowed the application so far. */
    public Uni<Scopes> find(UserId user, ClientId client) {
        return postgres.row(FIND, user, client)
                .map(row -> row.map(it -> Columns.scopes(it, "scopes")).orElse(Scopes.NONE));
    }

    /** Adds to what the person has allowed before. */
    public Uni<Void> remember(UserId user, ClientId client, Scopes scopes) {
        return postgres.execute(REMEMBER, user, client, scopes).replaceWithVoid();
    }
}
