package dev.countersign.store.revocation;

import dev.countersign.protocol.GrantId;
import dev.countersign.protocol.error.OAuthException;
import dev.countersign.store.postgres.Postgres;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** Revokes grants that were chosen one by one, all of them or, if that fails, none. */
@Singleton
public final class SelectedGrants {

    /** Locked in one order, so that two who choose the same ones do not wait for each other. */
    private static final String REVOKE =
            """
            with chosen as materialized (
              select * from unnest($1::uuid[], $2::uuid[]) c (id, rule)
            ), known as materialized (
              select g.id, not g.ended and g.id >= grant_id_floor(now()) as goes_on
              from chosen c join grants g on g.id = c.id
              order by g.id for no key update of g
            ), revoked as (
              update grants g
              set ended_at = clock_timestamp(), end_reason = $3, ended_by = $4
              from known k where k.goes_on and g.id = k.id
              returning g.id
            ), made as (
              insert into revocation_rules (id, grant_id, selectors, reason, caused_by)
              select c.rule, c.id, array['grant:' || c.id], $3, $4
              from chosen c join revoked r on r.id = c.id
              returning id, grant_id
            )
            select c.id, m.id as rule, k.id is not null as known
            from chosen c left join known k on k.id = c.id left join made m on m.grant_id = c.id
            """;

    private static final int STAMPED_AT_ONCE = 4;

    private final Postgres postgres;
    private final RevocationRules rules;

    public SelectedGrants(Postgres postgres, RevocationRules rules) {
        this.postgres = postgres;
        this.rules = rules;
    }

    /**
     * What came of it, each in the order of the choice.
     *
     * @param revoked each with the id of its rule
     * @param over had ended before, or had reached their end
     * @param unknown there is no such grant, and no rule was written
     */
    public record Selected(Map<GrantId, UUID> revoked, List<GrantId> over, List<GrantId> unknown) {}

    /**
     * Ends those that go on, with a rule for each, in one transaction.
     *
     * @param grants each once
     * @param fact what else is written in that transaction
     * @throws OAuthException in the {@code Uni}: {@code CLOCK_WENT_BACK}; the rules stand all the
     *     same and, unstamped, stop everything that they match
     */
    public Uni<Selected> revoke(
            List<GrantId> grants,
            String reason,
            String by,
            Function<SqlConnection, Uni<Void>> fact) {
        UUID[] ids = grants.stream().map(GrantId::value).toArray(UUID[]::new);
        UUID[] newRules = grants.stream().map(id -> UUID.randomUUID()).toArray(UUID[]::new);
        return postgres.transaction(
                        connection ->
                                fact.apply(connection)
                                        .chain(
                                                () ->
                                                        Postgres.execute(
                                                                connection,
                                                                REVOKE,
                                                                ids,
                                                                newRules,
                                                                reason,
                                                                by)))
                .map(rows -> selected(grants, rows))
                .call(this::stamp);
    }

    private Uni<Void> stamp(Selected selected) {
        return Multi.createFrom()
                .iterable(selected.revoked().values())
                .onItem()
                .transformToUni(rules::stamp)
                .merge(STAMPED_AT_ONCE)
                .collect()
                .asList()
                .replaceWithVoid();
    }

    private static Selected selected(List<GrantId> grants, RowSet<Row> rows) {
        Map<GrantId, Row> byId = new LinkedHashMap<>();
        rows.forEach(row -> byId.put(new GrantId(row.getUUID("id")), row));
        Map<GrantId, UUID> revoked = new LinkedHashMap<>();
        List<GrantId> over = new ArrayList<>();
        List<GrantId> unknown = new ArrayList<>();
        for (GrantId grant : grants) {
            Optional<Row> row = Optional.ofNullable(byId.get(grant));
            Optional<UUID> rule = row.map(it -> it.getUUID("rule"));
            if (rule.isPresent()) {
                revoked.put(grant, rule.get());
            } else if (row.filter(it -> it.getBoolean("known")).isPresent()) {
                over.add(grant);
            } else {
                unknown.add(grant);
            }
        }
        return new Selected(revoked, over, unknown);
    }
}
