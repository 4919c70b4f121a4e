package dev.countersign.store.user;

import dev.countersign.protocol.UserId;
import dev.countersign.store.postgres.Postgres;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Everything that is held about a person, as one JSON document of one snapshot. Hashes are not in
 * it, nor whom a person's acts as an administrator were on.
 */
@Singleton
public final class PersonExport {

    private static final Duration LONG = Duration.ofSeconds(20);

    private static final Pattern TIME = Pattern.compile("time\\((\\w+\\.\\w+)\\)");

    private static final String EXPORT =
            TIME.matcher(
                            """
                            select json_strip_nulls(json_build_object(
                              'user', json_build_object('id', u.id, 'email', u.email,
                                'email_verified', u.email_verified, 'first_name', u.given_name,
                                'last_name', u.family_name, 'claims', u.claims,
                                'roles', u.roles, 'enabled', u.enabled,
                                'must_change_password', u.must_change_password,
                                'created_at', time(u.created_at), 'updated_at', time(u.updated_at)),
                              'memberships', array(select json_build_object(
                                  'client_id', m.client_id, 'created_at', time(m.created_at))
                                from memberships m where m.user_id = u.id order by m.created_at),
                              'invitations', array(select json_build_object(
                                  'client_id', i.client_id, 'created_at', time(i.created_at),
                                  'until', time(i.until))
                                from invitations i where i.user_id = u.id order by i.created_at),
                              'managed_applications', array(select json_build_object(
                                  'client_id', m.client_id, 'created_at', time(m.created_at))
                                from application_managers m where m.user_id = u.id
                                order by m.created_at),
                              'consents', array(select json_build_object('client_id', c.client_id,
                                  'scopes', c.scopes, 'authorized_at', time(c.authorized_at))
                                from consents c where c.user_id = u.id order by c.authorized_at),
                              'pairwise_subjects', array(select json_build_object(
                                  'sector', s.sector, 'subject', s.subject,
                                  'created_at', time(s.created_at))
                                from pairwise_subjects s where s.user_id = u.id order by s.created_at),
                              'grants', array(select json_build_object('id', g.id,
                                  'client_id', g.client_id, 'session', g.sid, 'scopes', g.scopes,
                                  'subject', g.subject, 'audiences', g.audiences, 'issued_at', time(g.issued_at),
                                  'signed_in_at', time(g.auth_time), 'amr', g.amr,
                                  'last_used_at', time(g.last_used_at), 'address', g.address,
                                  'user_agent', g.user_agent, 'ended_at', time(g.ended_at),
                                  'end_reason', g.end_reason)
                                from grants g where g.user_id = u.id order by g.issued_at, g.id),
                              'acts', array(select json_build_object('at', time(e.at),
                                  'action', e.action, 'address', e.address)
                                from audit_events e where e.actor = u.id::text order by e.at, e.id),
                              'acts_on', array(select json_build_object('at', time(e.at),
                                  'action', e.action)
                                from audit_events e where e.target = u.id::text
                                order by e.at, e.id)))::text
                            from users u where u.id = $1
                            """)
                    .replaceAll(
                            "to_char($1 at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.MS\"Z\"')");

    private final Postgres postgres;

    public PersonExport(Postgres postgres) {
        this.postgres = postgres;
    }

    /** The document, or empty where there is no such account. */
    public Uni<Optional<String>> of(UserId user) {
        return postgres.transaction(
                LONG,
                connection ->
                        Postgres.execute(connection, "set local statement_timeout = '20s'")
                                .chain(() -> Postgres.execute(connection, EXPORT, user))
                                .map(rows -> Postgres.first(rows).map(row -> row.getString(0))));
    }
}
