package dev.countersign.store.inventory;

import dev.countersign.store.revocation.LiveRules;

/** Reads the rows of a page, whose ids were found before, with what is joined to them. */
final class InventoryRows {

    private static final String STOPPED =
            LiveRules.authorizedAt("g.authorized_at")
                    .grant("g.id")
                    .session("g.sid")
                    .subject("g.user_id::text")
                    .client("g.client_id")
                    .audiences("g.audiences")
                    .stop();

    /** A grant that is over is expired, whatever stops it besides. */
    private static final String STATUS =
            """
            case when g.ended then 'revoked'
                 when g.id < grant_id_floor(now()) then 'expired'
                 when not coalesce(u.enabled and a.enabled, false) or %s then 'revoked'
                 when g.last_used_at + a.grant_idle_limit <= now() then 'expired'
                 else 'live' end
            """
                    .formatted(STOPPED);

    /** Newest first. */
    static final String BY_IDS =
            """
            select g.id, g.client_id, g.user_id, g.sid, g.scopes, g.audiences, g.issued_at,
                   g.last_used_on, g.last_used_at, g.address, g.user_agent,
                   g.ended_at, g.end_reason, g.ended_by, a.name as application_name, u.email,
                   nullif(concat_ws(' ', u.given_name, u.family_name), '') as name, %s as status
            from unnest($1::uuid[]) w (id)
            join grants g on g.id = w.id
            left join users u on u.id = g.user_id
            left join applications a on a.client_id = g.client_id
            order by g.issued_at desc, g.id desc
            """
                    .formatted(STATUS);

    private InventoryRows() {}
}
