package dev.countersign.store.grant;

import dev.countersign.store.person.PersonClaims;
import dev.countersign.store.revocation.LiveRules;

/** The statements of the hot path, each one round trip and one snapshot. */
final class GrantSql {

    private GrantSql() {}

    private static final String STOPPED =
            LiveRules.authorizedAt("g.authorized_at")
                    .grant("g.id")
                    .session("g.sid")
                    .subject("g.user_id::text")
                    .client("g.client_id")
                    .audiences("g.audiences")
                    .stop();

    /** The code carries its session also where the grant will not. */
    private static final String CODE_STOPPED =
            LiveRules.authorizedAt("n.authorized_at")
                    .grant("n.id")
                    .session("n.session")
                    .subject("n.user_id::text")
                    .client("n.client_id")
                    .audiences("n.audiences")
                    .stop();

    private static final String TOKEN_STOPPED =
            LiveRules.authorizedAt("n.authorized_at")
                    .token("n.jti")
                    .grant("n.grant_id")
                    .session("n.sid")
                    .subject("n.sub")
                    .client("n.client_id")
                    .audiences("n.audiences")
                    .key("n.kid")
                    .stop();

    /** Makes a grant, unless what it rests on has fallen or there is one of this id. */
    static final String INSERT =
            """
            with n as (
              select $1::uuid as id, $2::uuid as user_id, $3::text as client_id, $4::text as sid,
                     $5::text as session, $6::text[] as scopes, $7::text[] as audiences,
                     $8::timestamptz as authorized_at, $9::timestamptz as auth_time, $10::text as acr,
                     $11::text[] as amr, $12::text as address, $13::text as user_agent,
                     $14::bytea as refresh_hash, $15::int as password_version,
                     $16::timestamptz as ends_at
            ), person as (
              select %s
              from n
              join users u on u.id = n.user_id
              join applications a on a.client_id = n.client_id
              where u.enabled and u.password_version = n.password_version and a.enabled
                and n.ends_at > clock_timestamp() and not %s
            ), shape as (
              insert into grant_shapes (id, client_id, scopes, audiences, longest)
              select n.shape, n.client_id, n.scopes, n.audiences, n.longest
              from (select *, grant_shape(client_id, scopes, audiences) as shape,
                      -- rounded up, so that it is not written again for each second more
                      date_trunc('hour', ends_at - now()) + interval '1 hour' as longest
                    from n) n, person
              where not exists (select 1 from grant_shapes s
                where s.id = n.shape and s.longest >= n.longest)
              on conflict (id) do update
                set longest = greatest(grant_shapes.longest, excluded.longest)
            ), made as (
              insert into grants (id, user_id, client_id, sid, scopes, audiences, authorized_at,
                auth_time, acr, amr, issued_at, address, user_agent, refresh_hash, last_used_at,
                last_used_on)
              select n.id, n.user_id, n.client_id, n.sid, n.scopes, n.audiences, n.authorized_at,
                n.auth_time, n.acr, n.amr, now(), n.address, n.user_agent, n.refresh_hash, now(),
                (now() at time zone 'UTC')::date
              from n, person
              on conflict (id) do nothing
              returning id
            )
            select exists (select 1 from grants g where g.id = $1::uuid) as existed,
                   exists (select 1 from made) as made, u.*
            from (values (true)) as always left join person u on true
            """
                    .formatted(PersonClaims.COLUMNS, CODE_STOPPED);

    /**
     * Spends the current refresh token; touches no row where anything at all speaks against it.
     * Only {@code last_used_on} is indexed, and it changes once a day: nearly every refresh is a
     * HOT update.
     */
    static final String REFRESH =
            """
            update grants g
            set previous_hash = g.refresh_hash, refresh_hash = $5, generation = g.generation + 1,
                spent_at = array[clock_timestamp(), g.spent_at[1], g.spent_at[2], g.spent_at[3]],
                last_used_at = clock_timestamp(),
                last_used_on = (clock_timestamp() at time zone 'UTC')::date
            from users u, applications a
            where g.id = $1::uuid and g.client_id = $2 and g.generation = $3 and g.refresh_hash = $4
              and g.ended_at is null and $6::timestamptz > clock_timestamp()
              and ($7::text[] is null or g.scopes @> $7::text[])
              and u.id = g.user_id and u.enabled
              and a.client_id = g.client_id and a.enabled
              and (a.grant_idle_limit is null
                   or g.last_used_at + a.grant_idle_limit > clock_timestamp())
              and not %s
            returning %s
            """
                    .formatted(STOPPED, GrantView.COLUMNS);

    /** All that the refresh rules decide on. */
    static final String STATE =
            """
            select %s, clock_timestamp() as now, g.generation, g.refresh_hash, g.previous_hash,
                   g.spent_at, g.ended_at is not null as ended,
                   coalesce(u.enabled and a.enabled, false) as stands,
                   coalesce(g.last_used_at + a.grant_idle_limit <= clock_timestamp(), false) as idle,
                   coalesce(extract(epoch from a.refresh_window) * 1000, 0)::bigint as window_millis,
                   %s as stopped
            from grants g
            left join users u on u.id = g.user_id
            left join applications a on a.client_id = g.client_id
            where g.id = $1::uuid
            """
                    .formatted(GrantView.COLUMNS, STOPPED);

    /**
     * A row if the token counts; the user's columns are null where the application is the subject.
     */
    static final String STANDING =
            """
            with n as (
              select $1::text as jti, $2::uuid as grant_id, $3::text as sid, $4::text as sub,
                     $5::text as client_id, $6::text[] as audiences, $7::text as kid,
                     $8::timestamptz as authorized_at
            )
            select coalesce(u.roles, '{}') as roles, %s
            from n
            join applications a on a.client_id = n.client_id and a.enabled
            left join grants g on g.id = $2::uuid
            left join users u on u.id = g.user_id
            where not %s
              and case when n.grant_id is null then n.sub = n.client_id
                       else g.ended_at is null and g.client_id = n.client_id
                            and g.user_id::text = n.sub and coalesce(u.enabled, false) end
            """
                    .formatted(PersonClaims.COLUMNS, TOKEN_STOPPED);
}
