package dev.countersign.store.revocation;

import dev.countersign.store.postgres.Columns;
import dev.countersign.store.postgres.Postgres;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** When rules were stamped, by PostgreSQL's clock: after their commit, before any API heard. */
@Singleton
public final class RuleStamps {

    private final Postgres postgres;

    public RuleStamps(Postgres postgres) {
        this.postgres = postgres;
    }

    /** Without those that are not stamped, not kept any more, or never were. */
    public Uni<Map<UUID, Instant>> of(Set<UUID> rules) {
        return postgres.execute(
                        """
                        select id, stamped_at from revocation_rules
                        where id = any($1) and stamped_at is not null
                        """,
                        (Object) rules.toArray(UUID[]::new))
                .map(
                        rows ->
                                StreamSupport.stream(rows.spliterator(), false)
                                        .collect(
                                                Collectors.toMap(
                                                        row -> row.getUUID("id"),
                                                        row ->
                                                                Columns.instant(
                                                                        row, "stamped_at"))));
    }
}
