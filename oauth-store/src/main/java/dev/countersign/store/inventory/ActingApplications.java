package dev.countersign.store.inventory;

import dev.countersign.protocol.ClientId;
import dev.countersign.protocol.Scopes;
import dev.countersign.store.inventory.GrantFilter.Access;
import dev.countersign.store.inventory.GrantFilter.Days;
import dev.countersign.store.inventory.GrantFilter.Holder;
import dev.countersign.store.inventory.GrantFilter.Period;
import dev.countersign.store.postgres.Columns;
import dev.countersign.store.postgres.Postgres;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * Applications that act for themselves (client credentials, RFC 6749 §4.4). They leave no grant: as
 * long as one is enabled it holds what it is registered for.
 */
@Singleton
public final class ActingApplications {

    /** One line each, up to so many. */
    public static final int MOST = 200;

    private static final String FIND =
            """
            select a.client_id, a.name, a.scopes, apis.identifiers
            from applications a
            cross join lateral (
              select coalesce(array_agg(distinct x.api order by x.api), '{}') as identifiers
              from (select s.api from api_scopes s where s.name = any (a.scopes)
                    union all select a.default_api where a.default_api is not null) x) apis
            where 'client_credentials' = any (a.grant_types) and a.enabled
              and ($1::text is null or a.client_id = $1) and a.scopes @> $2
              and ($3::text is null or $3 = any (apis.identifiers))
            order by a.name, a.client_id limit $4
            """;

    private final Postgres postgres;

    public ActingApplications(Postgres postgres) {
        this.postgres = postgres;
    }

    public record ActingApplication(
            ClientId client, String name, Scopes scopes, List<String> apis) {

        public ActingApplication {
            apis = List.copyOf(apis);
        }
    }

    /** Those that the filter allows; none where it asks for what only a grant has. */
    public Uni<List<ActingApplication>> find(GrantFilter filter) {
        if (!mayBeOfAnApplication(filter)) {
            return Uni.createFrom().item(List.of());
        }
        Access access = filter.access();
        return postgres.execute(FIND, access.application(), access.scopes(), access.api(), MOST)
                .map(
                        rows ->
                                StreamSupport.stream(rows.spliterator(), false)
                                        .map(ActingApplications::application)
                                        .toList());
    }

    private static boolean mayBeOfAnApplication(GrantFilter filter) {
        return filter.holder().equals(Holder.ANY)
                && filter.issued().equals(Period.ANY)
                && filter.lastUsed().equals(Days.ANY)
                && filter.status().map(it -> it == GrantStatus.LIVE).orElse(true);
    }

    private static ActingApplication application(Row row) {
        return new ActingApplication(
                new ClientId(row.getString("client_id")),
                row.getString("name"),
                Columns.scopes(row, "scopes"),
                Columns.texts(row, "identifiers"));
    }
}
