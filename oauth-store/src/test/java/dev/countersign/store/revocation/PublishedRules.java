package dev.countersign.store.revocation;

import dev.countersign.store.postgres.Postgres;
import io.smallrye.mutiny.Uni;
import java.util.Set;
import java.util.UUID;

/** What everyone outside hears of a rule that would be published now. */
public final class PublishedRules {

    private static final String READ =
            "select " + RuleRows.PUBLISHED_COLUMNS + " from revocation_rules where id = $1";

    private PublishedRules() {}

    public static Uni<Set<String>> subjects(Postgres postgres, UUID rule) {
        return postgres.row(READ, rule).map(row -> RuleRows.rule(row.orElseThrow()).subjects());
    }
}
