package dev.countersign.store.revocation;

import dev.countersign.protocol.revocation.RevocationRule;
import dev.countersign.store.postgres.Postgres;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Counts the live grants that a rule would stop: not over, not ended, stopped by no rule yet. They
 * are found by the rule's most selective field, newest first, and no more are read than must be.
 */
final class DryRun {

    private static final int COUNTED = 10_000;

    /** More than are counted: some are over, or were authorized after the rule's instant. */
    private static final int READ = 30_000;

    /** Not of a week that is over. */
    private static final String CANDIDATES =
            """
            select g.id, g.sid, g.user_id, g.client_id, g.audiences, g.authorized_at
            from grants g
            where %%s not g.ended and g.issued_at <= %s
              and g.id >= grant_id_floor(date_trunc('week', now() at time zone 'UTC') at time zone 'UTC')
            order by g.issued_at desc, g.id desc limit $7::int
            """
                    .formatted(
                            GrantReach.LATEST_ISSUE.formatted("coalesce($6::timestamptz, now())"));

    private static final String STOPPED =
            LiveRules.authorizedAt("g.authorized_at")
                    .grant("g.id")
                    .session("g.sid")
                    .subject("g.user_id::text")
                    .client("g.client_id")
                    .audiences("g.audiences")
                    .stop();

    // The rows of a marked rule have ended: rules are looked at only while one waits to be marked.
    private static final String COUNT =
            """
            with candidates as materialized (%%s)
            select (select count(*) from candidates) as read, count(*) as stopped
            from candidates g
            where g.id > grant_id_floor(now())
              and ($1::uuid is null or g.id = $1::uuid)
              and ($2::text is null or g.sid = $2::text)
              and ($3::uuid[] is null or g.user_id = any ($3::uuid[]))
              and ($4::text is null or g.client_id = $4::text)
              and ($5::text is null or $5::text = any (g.audiences))
              and g.authorized_at <= coalesce($6::timestamptz, now())
              and (not exists (select from revocation_rules where marked_at is null) or not %s)
            """
                    .formatted(STOPPED);

    private static final String OF_USERS =
            """
            select g.* from unnest($3::uuid[]) u
            cross join lateral (%s) g limit $7::int
            """
                    .formatted(CANDIDATES.formatted("g.user_id = u and"));

    private static final String OF_SHAPES =
            """
            select g.* from grant_shapes s
            cross join lateral (%s) g
            where ($4::text is null or s.client_id = $4::text)
              and ($5::text is null or s.audiences @> array[$5::text]) limit $7::int
            """
                    .formatted(CANDIDATES.formatted("g.shape = s.id and"));

    private DryRun() {}

    static Uni<BoundedCount> count(Postgres postgres, RevocationRule rule) {
        return switch (GrantReach.of(rule)) {
            case NONE -> Uni.createFrom().item(new BoundedCount(0, true));
            case GRANT -> count(postgres, rule, CANDIDATES.formatted("g.id = $1::uuid and"));
            case SESSION -> count(postgres, rule, CANDIDATES.formatted("g.sid = $2::text and"));
            case USER -> count(postgres, rule, OF_USERS);
            case SHAPE -> count(postgres, rule, OF_SHAPES);
            case EVERYTHING -> count(postgres, rule, CANDIDATES.formatted(""));
        };
    }

    private static Uni<BoundedCount> count(
            Postgres postgres, RevocationRule rule, String candidates) {
        return postgres.transaction(
                        connection ->
                                Postgres.execute(connection, GrantReach.IN_INDEX_ORDER)
                                        .chain(
                                                () ->
                                                        Postgres.execute(
                                                                connection,
                                                                COUNT.formatted(candidates),
                                                                values(rule))))
                .map(rows -> bounded(rows.iterator().next()));
    }

    private static @Nullable Object[] values(RevocationRule rule) {
        return new @Nullable Object[] {
            rule.grant(),
            rule.session(),
            rule.subjects().isEmpty() ? null : GrantReach.users(rule).toArray(UUID[]::new),
            rule.client(),
            rule.audience(),
            rule.before(),
            READ + 1
        };
    }

    private static BoundedCount bounded(Row row) {
        long stopped = row.getLong("stopped");
        boolean exact = stopped <= COUNTED && row.getLong("read") <= READ;
        return new BoundedCount(Math.min(stopped, COUNTED), exact);
    }
}
