package dev.countersign.store.revocation;

import dev.countersign.protocol.ClientId;
import dev.countersign.protocol.GrantId;
import dev.countersign.protocol.KeyId;
import dev.countersign.protocol.SessionId;
import dev.countersign.protocol.TokenId;
import dev.countersign.protocol.revocation.RevocationRule;
import io.vertx.mutiny.sqlclient.Row;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A rule as it stands in a row. */
final class RuleRows {

    static final String COLUMNS = columns("sub");

    /**
     * The same for everyone outside: with every subject of the user (contract, section 5). To be
     * read after the commit of the rule; see {@link
     * dev.countersign.store.subject.PairwiseSubjects}.
     */
    static final String PUBLISHED_COLUMNS =
            columns(
                    """
                    case when sub is not null then sub || array(
                      select s.subject::text from unnest(sub) n (name)
                      join pairwise_subjects s on s.user_id = case
                        when n.name ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then n.name::uuid end
                    ) end as sub""");

    /**
     * Without an instant, stamped after the commit. With one, stamped at once, for it lies in the
     * past; no row is written if it does not, or if the clock cannot tell. A key goes out of the
     * key set with its rule (design: Keys).
     */
    static final String INSERT =
            """
            with compromised as (
              update signing_keys set compromised_at = clock_timestamp()
              where kid = $8::text and compromised_at is null
            )
            insert into revocation_rules
              (id, jti, grant_id, sid, sub, client_id, aud, kid, everything, selectors, reason,
               caused_by, before, until)
            select $1::uuid, $2::text, $3::uuid, $4::text, $5::text[], $6::text, $7::text, $8::text,
              $9::boolean, $10::text[], $11::text, $12::text, $13::timestamptz,
              case when $13::timestamptz is not null
                then clock_timestamp() + longest_access_token_lifetime() + interval '5 minutes' end
            where $13::timestamptz is null
              or (clock_stands() and $13::timestamptz <= clock_timestamp())
            """;

    private RuleRows() {}

    private static String columns(String subjects) {
        return "id, jti, grant_id, sid, "
                + subjects
                + ", client_id, aud, kid, everything, before, until";
    }

    /** The values of {@link #INSERT}. */
    static @Nullable Object[] values(RevocationRule rule, String reason, String by) {
        return new @Nullable Object[] {
            rule.id(),
            rule.tokenId(),
            rule.grant(),
            rule.session(),
            rule.subjects().isEmpty() ? null : rule.subjects(),
            rule.client(),
            rule.audience(),
            rule.key(),
            rule.everything(),
            rule.selectors(),
            reason,
            by,
            rule.before()
        };
    }

    /** Without the instant that was given: what is stamped says it. */
    static RevocationRule rule(Row row) {
        String @Nullable [] subjects = row.getArrayOfStrings("sub");
        return new RevocationRule(
                row.getUUID("id"),
                Optional.ofNullable(row.getString("jti")).map(TokenId::new),
                Optional.ofNullable(row.getUUID("grant_id")).map(GrantId::new),
                Optional.ofNullable(row.getString("sid")).map(SessionId::new),
                subjects == null ? Set.of() : Set.copyOf(Arrays.asList(subjects)),
                Optional.ofNullable(row.getString("client_id")).map(ClientId::new),
                Optional.ofNullable(row.getString("aud")),
                Optional.ofNullable(row.getString("kid")).map(KeyId::new),
                row.getBoolean("everything"),
                Optional.empty());
    }

    static StampedRule stamped(Row row) {
        return new StampedRule(
                rule(row),
                row.getOffsetDateTime("before").toInstant(),
                row.getOffsetDateTime("until").toInstant());
    }
}
