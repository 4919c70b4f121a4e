package dev.countersign.store.grant;

import dev.countersign.store.caller.StandingCaller;
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
                    // rules are on a person, whatever this client calls the person
                    .subject("coalesce(g.user_id::text, n.sub)")
                    .client("n.client_id")
                    .audiences("n.audiences")
                    .key("n.kid")
                    .stop();

    /**
     * True where tokens for the scopes that are left, which have these audiences by now, are for
     * one of the grant's, or for nobody; see {@link Narrowing}. Without audiences it is not asked.
     */
    private static String reaches(String scopes, String audiences, String withoutAny) {
        return """
        (%1$s::text[] is null
          or exists (select 1 from unnest(%1$s::text[], %2$s::text[]) n (scope, audience)
            where n.scope = any (g.scopes) and n.audience = any (g.audiences))
          or ((%3$s::text is null or %3$s::text = any (g.audiences))
            and not exists (select 1 from unnest(%1$s::text[]) n (scope)
              where n.scope = any (g.scopes) and n.scope <> 'openid')))
        """
                .formatted(scopes, audiences, withoutAny);
    }

    /**
     * Makes a grant, or completes the one that was made ahead of its code, unless what it rests on
     * has fallen or there is one of this id.
     */
    static final String INSERT =
            """
            with n as (
              select $1::uuid as id, $2::uuid as user_id, $3::text as client_id, $4::text as sid,
                     $5::text as session, $6::text[] as scopes, $7::text[] as audiences,
                     $8::timestamptz as authorized_at, $9::timestamptz as auth_time, $10::text as acr,
                     $11::text[] as amr, $12::text as address, $13::text as user_agent,
                     $14::bytea as refresh_hash, $15::int as password_version,
                     $16::timestamptz as ends_at, $18::boolean as dialect,
                     $19::boolean as ahead_of_code, $20::jsonb as claims,
                     nullif($21::uuid, $2::uuid) as subject
            ), caller as (
              select %s as caller_stands
            ), person as (
              select %s
              from n
              join caller on caller.caller_stands
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
                last_used_on, dialect, ahead_of_code, obtained_in, claims, subject)
              select n.id, n.user_id, n.client_id, n.sid, n.scopes, n.audiences, n.authorized_at,
                n.auth_time, n.acr, n.amr, now(), n.address, n.user_agent, n.refresh_hash, now(),
                (now() at time zone 'UTC')::date, n.dialect, n.ahead_of_code,
                case when n.sid is null then n.session end, n.claims, n.subject
              from n, person
              -- the code of a grant that was made beside it: once, for the row says so no more
              on conflict (id) do update
                set ahead_of_code = false, refresh_hash = excluded.refresh_hash,
                  last_used_at = excluded.last_used_at, last_used_on = excluded.last_used_on
                where grants.ahead_of_code and not excluded.ahead_of_code
                  and grants.ended_at is null
              returning id
            )
            select exists (select 1 from grants g
                     where g.id = $1::uuid and not g.ahead_of_code) as existed,
                   exists (select 1 from made) as made, caller.caller_stands, u.*
            from caller left join person u on true
            """
                    .formatted(
                            StandingCaller.stands("$3", "$17"), PersonClaims.COLUMNS, CODE_STOPPED);

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
              and %s
              and g.dialect = $12::boolean and ($13::uuid is null or g.user_id = $13::uuid)
              and u.id = g.user_id and u.enabled
              and a.client_id = g.client_id and a.enabled and %s
              and (a.grant_idle_limit is null
                   or g.last_used_at + a.grant_idle_limit > clock_timestamp())
              and not %s
            returning %s, %s
            """
                    .formatted(
                            reaches("$9", "$10", "$11"),
                            StandingCaller.has("a", "$8"),
                            STOPPED,
                            GrantView.COLUMNS,
                            PersonClaims.COLUMNS);

    /** All that the refresh rules decide on. */
    static final String STATE =
            """
            select %s, %s, clock_timestamp() as now, g.generation, g.refresh_hash, g.previous_hash,
                   g.spent_at, g.ended_at is not null as ended,
                   coalesce(u.enabled and a.enabled, false) as stands,
                   coalesce(g.last_used_at + a.grant_idle_limit <= clock_timestamp(), false) as idle,
                   coalesce(extract(epoch from a.refresh_window) * 1000, 0)::bigint as window_millis,
                   %s as stopped, %s as caller_stands, %s as reaches
            from grants g
            left join users u on u.id = g.user_id
            left join applications a on a.client_id = g.client_id
            where g.id = $1::uuid
            """
                    .formatted(
                            GrantView.COLUMNS,
                            PersonClaims.COLUMNS,
                            STOPPED,
                            StandingCaller.stands("$2", "$3"),
                            reaches("$4", "$5", "$6"));

    /**
     * All but {@code caller_stands} is null if the token does not count; the user's columns are
     * null where the application is the subject.
     */
    static final String STANDING = standing("");

    /** The same, with what administration asks: {@code $11} names one application, or is null. */
    static final String RIGHTS =
            standing(
                    """
                    , 'client_credentials' = any (a.grant_types) as acts_for_itself,
                    exists (select from application_managers m where m.user_id = u.id
                      and m.client_id = coalesce($11::text, m.client_id)) as manages
                    """);

    private static String standing(String besides) {
        return """
        with n as (
          select $1::text as jti, $2::uuid as grant_id, $3::text as sid, $4::text as sub,
                 $5::text as client_id, $6::text[] as audiences, $7::text as kid,
                 $8::timestamptz as authorized_at
        ), token as (
          select coalesce(u.roles, '{}') as roles, g.claims as requested_claims,
                 a.scopes as registered, %s%s
          from n
          join applications a on a.client_id = n.client_id and a.enabled
          left join grants g on g.id = $2::uuid
          left join users u on u.id = g.user_id
          where not %s
            and case when n.grant_id is null then n.sub = n.client_id
                     else g.ended_at is null and g.client_id = n.client_id
                          and coalesce(g.subject, g.user_id)::text = n.sub and coalesce(u.enabled, false) end
        )
        select caller.caller_stands, token.*
        from (select %s as caller_stands) caller left join token on true
        """
                .formatted(
                        PersonClaims.COLUMNS,
                        besides,
                        TOKEN_STOPPED,
                        StandingCaller.stands("$9", "$10"));
    }
}
