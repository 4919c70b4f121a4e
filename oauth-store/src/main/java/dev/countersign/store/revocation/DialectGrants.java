package dev.countersign.store.revocation;

import dev.countersign.protocol.revocation.RevocationRule;
import dev.countersign.store.postgres.Postgres;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;

/**
 * Tokens of the dialect name no session, so a rule on a session finds none of them: each grant of
 * that session is ended by a rule of its own (contract, section 5).
 */
final class DialectGrants {

    private static final String END =
            """
            with ended as (
              update grants g set ended_at = clock_timestamp(), end_reason = $7, ended_by = $8
              where g.sid = $1::text and g.dialect and g.ended_at is null
                and g.id > grant_id_floor(now())
                and ($2::uuid is null or g.id = $2::uuid)
                and ($3::text[] is null or g.user_id::text = any ($3::text[]))
                and ($4::text is null or g.client_id = $4::text)
                and ($5::text is null or $5::text = any (g.audiences))
                and ($6::timestamptz is null or g.authorized_at <= $6::timestamptz)
              returning g.id
            )
            insert into revocation_rules (id, grant_id, selectors, reason, caused_by)
            select gen_random_uuid(), id, array['grant:' || id], $7, $8 from ended
            returning id
            """;

    private DialectGrants() {}

    /**
     * Within the transaction of the rule on the session; answers the rules that are to be stamped.
     */
    static Uni<List<UUID>> end(
            SqlConnection connection, RevocationRule rule, String reason, String by) {
        if (rule.session().isEmpty() || rule.tokenId().isPresent()) {
            return Uni.createFrom().item(List.of());
        }
        return Postgres.execute(
                        connection,
                        END,
                        rule.session(),
                        rule.grant(),
                        rule.subjects().isEmpty() ? null : rule.subjects(),
                        rule.client(),
                        rule.audience(),
                        rule.before(),
                        reason,
                        by)
                .map(
                        rows ->
                                StreamSupport.stream(rows.spliterator(), false)
                                        .map(row -> row.getUUID("id"))
                                        .toList());
    }
}
