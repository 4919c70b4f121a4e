package dev.countersign.store.revocation;

/** The statements by which rows that a rule stops are marked, and rules are forgotten. */
final class MarkSql {

    private MarkSql() {}

    /** Of any number of replicas one is at it; the lock goes with its transaction. */
    static final String LOCK = "select pg_try_advisory_xact_lock(7228194433026) as mine";

    /**
     * Codes live ten minutes, pending requests an hour, sessions twelve: whatever could become a
     * token and was authorized before the rule is gone. By {@code now()}: an index is bounded by
     * what stays the same within a statement, and else all rules would be read.
     */
    private static final String IS_OVER =
            """
            until < now() and created_at < now() - interval '14 hours'
              and published_at is not null
            """;

    static final String DUE =
            """
            (select %1$s, created_at, false as again from revocation_rules
             where marked_at is null and before is not null and jti is null and kid is null
             order by created_at limit 100)
            union all
            (select %1$s, created_at, true as again from revocation_rules
             where marked_at is not null and marked_again_at is null and %2$s
             order by created_at limit 100)
            """
                    .formatted(RuleRows.COLUMNS, IS_OVER);

    /** Rules that leave the grants, which may be very many: there is nothing to walk through. */
    static final String PASS_OVER =
            """
            update revocation_rules set marked_at = now(), marked_again_at = now() where id in (
              select id from revocation_rules
              where marked_at is null and before is not null and (jti is not null or kid is not null)
              order by created_at limit 2000)
            """;

    static final String MARKED =
            "update revocation_rules set marked_at = clock_timestamp() where id = $1";

    static final String MARKED_AGAIN =
            "update revocation_rules set marked_again_at = clock_timestamp() where id = $1";

    static final String FORGET =
            """
            delete from revocation_rules where id in (
              select id from revocation_rules where marked_again_at is not null and %s
              order by created_at limit 2000)
            """
                    .formatted(IS_OVER);

    /**
     * Of those who are erased, once no rule has to name them any more: not before their own rule
     * can be gone, so that those who wait for it are not looked at each time.
     */
    static final String FORGET_SUBJECTS =
            """
            delete from pairwise_subjects where subject in (
              select s.subject from pairwise_subjects s
              where s.erased_at < now() - interval '14 hours' and not exists (select from revocation_rules r
                where r.selectors && array['sub:' || s.user_id])
              order by s.erased_at limit 2000)
            """;

    static final String SHAPES =
            """
            select id::text as id from grant_shapes
            where ($1::text is null or client_id = $1::text)
              and ($2::text is null or audiences @> array[$2::text]) order by id
            """;

    /**
     * Looks at the next rows of a lane, $3 of them, after a position, and marks those that the rule
     * stops and that had not ended by themselves. Rows are waited for, never skipped: a row that is
     * being refreshed stands again when the rule is gone, if it is left out.
     */
    private static final String BATCH =
            """
            with page as materialized (
              select g.id, g.issued_at from grants g
              where %%s and (g.issued_at, g.id) > ($4::timestamptz, $5::uuid)
                and g.issued_at <= %s
                and g.id >= grant_id_floor(date_trunc('week', $7::timestamptz at time zone 'UTC')
                  at time zone 'UTC')
              order by g.issued_at, g.id limit $3::int
            ), marked as (
              update grants g
              set ended_at = greatest(r.created_at, g.issued_at), end_reason = r.reason,
                ended_by = r.caused_by
              from page p, revocation_rules r
              where g.id = p.id and r.id = $1::uuid and g.ended_at is null
                and g.id > grant_id_floor($7::timestamptz)
                and r.before >= g.authorized_at and r.jti is null and r.kid is null
                and (r.grant_id is null or r.grant_id = g.id)
                and (r.sid is null or r.sid = g.sid)
                and (r.sub is null or g.user_id::text = any (r.sub))
                and (r.client_id is null or r.client_id = g.client_id)
                and (r.aud is null or r.aud = any (g.audiences))
              returning g.id, g.dialect
            ), stopped as (
              -- a grant of the dialect that was being made while a rule on its session was recorded
              insert into revocation_rules (id, grant_id, selectors, reason, caused_by)
              select gen_random_uuid(), m.id, array['grant:' || m.id], r.reason, r.caused_by
              from marked m, revocation_rules r
              where r.id = $1::uuid and r.sid is not null and m.dialect
            )
            select (select count(*) from page) as seen, (select count(*) from marked) as marked,
              p.issued_at, p.id
            from (values (true)) as always
            left join lateral (
              select issued_at, id from page order by issued_at desc, id desc limit 1) p on true
            """
                    .formatted(GrantReach.LATEST_ISSUE.formatted("$6::timestamptz"));

    /** The batch that finds its rows by the index of this reach. */
    static String batch(GrantReach reach) {
        return switch (reach) {
            case GRANT -> BATCH.formatted("g.id = $2::text::uuid");
            case SESSION -> BATCH.formatted("g.sid = $2::text");
            case USER -> BATCH.formatted("g.user_id = $2::text::uuid");
            case SHAPE -> BATCH.formatted("g.shape = $2::text::uuid and not g.ended");
            case EVERYTHING -> BATCH.formatted("$2::text = '' and not g.ended");
            case NONE -> throw new IllegalArgumentException("leaves the grants");
        };
    }
}
