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

    static final String COLUMNS =
            "id, jti, grant_id, sid, sub, client_id, aud, kid, everything, before, until";

    static final String INSERT =
            """
            insert into revocation_rules
              (id, jti, grant_id, sid, sub, client_id, aud, kid, everything, selectors, reason, caused_by)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
            """;

    private RuleRows() {}

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
            by
        };
    }

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
                row.getBoolean("everything"));
    }

    static StampedRule stamped(Row row) {
        return new StampedRule(
                rule(row),
                row.getOffsetDateTime("before").toInstant(),
                row.getOffsetDateTime("until").toInstant());
    }
}
