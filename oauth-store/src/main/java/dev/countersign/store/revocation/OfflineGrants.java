package dev.countersign.store.revocation;

import dev.countersign.protocol.revocation.RevocationRule;
import dev.countersign.store.postgres.Postgres;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;

/**
 * Offline access names no session, so a rule on the session finds none of it: what ends with the
 * session all the same is ended by a rule of its own for each grant. The rule on the session says
 * whose and where, for the grants that are found later; see {@link RuleMarker}.
 */
final class OfflineGrants {

    private static final String SAID_BY_THE_RULE =
            "update revocation_rules set offline_user = $2, offline_client = $3 where id = $1";

    /**
     * Of the rule {@code $1}; nothing, where it says nothing of offline access. A session lives
     * twelve hours and its codes ten minutes, so what it obtained was issued in the last fourteen.
     */
    static final String END =
            """
            with ended as (
              update grants g
              set ended_at = clock_timestamp(), end_reason = r.reason, ended_by = r.caused_by
              from revocation_rules r
              where r.id = $1 and r.offline_user is not null
                and g.user_id = r.offline_user and g.client_id = r.offline_client
                and g.obtained_in = r.sid and g.ended_at is null
                and g.issued_at > r.created_at - interval '14 hours'
                and g.id > grant_id_floor(r.created_at)
              returning g.id, r.reason, r.caused_by
            )
            insert into revocation_rules (id, grant_id, selectors, reason, caused_by)
            select gen_random_uuid(), id, array['grant:' || id], reason, caused_by from ended
            returning id
            """;

    private OfflineGrants() {}

    /**
     * Within the transaction of the rule on the session, after it; answers the rules that are to be
     * stamped.
     */
    static Uni<List<UUID>> end(
            SqlConnection connection, RevocationRule rule, Optional<OfflineAccess> access) {
        return access.map(it -> end(connection, rule.id(), it))
                .orElseGet(() -> Uni.createFrom().item(List.of()));
    }

    private static Uni<List<UUID>> end(SqlConnection connection, UUID rule, OfflineAccess access) {
        return Postgres.execute(connection, SAID_BY_THE_RULE, rule, access.user(), access.client())
                .chain(() -> Postgres.execute(connection, END, rule))
                .map(
                        rows ->
                                StreamSupport.stream(rows.spliterator(), false)
                                        .map(row -> row.getUUID("id"))
                                        .toList());
    }
}
