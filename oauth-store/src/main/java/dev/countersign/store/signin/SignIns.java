package dev.countersign.store.signin;

import static dev.countersign.store.postgres.Columns.instant;

import dev.countersign.protocol.error.OAuthException;
import dev.countersign.protocol.error.Refusal;
import dev.countersign.store.postgres.Postgres;
import dev.countersign.store.revocation.LiveRules;
import dev.countersign.store.session.SsoSession;
import dev.countersign.store.signin.Decision.Authorized;
import dev.countersign.store.signin.Decision.ConsentMissing;
import dev.countersign.store.signin.Decision.Fallen;
import dev.countersign.store.signin.Decision.NotAMember;
import dev.countersign.store.signin.Decision.PasswordChangeDue;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * The final decision of a sign-in (design: Revocation 2): in one snapshot, the user, the
 * application, the consent and the live rules. Whatever slips past a rule here carries an instant
 * older than the rule's stamp, and is refused everywhere.
 */
@Singleton
public final class SignIns {

    /**
     * $1 user, $2 version of the password, $3 application, $4 scopes, $5 instant of the request, $6
     * and $7 the session and its instant. Who was invited becomes a member by signing in.
     */
    private static final String DECIDE =
            """
            with decided as materialized (
              select date_trunc('milliseconds', transaction_timestamp()) as authorized_at,
                     clock_stands() as clock_stands,
                     u.enabled and u.password_version = $2::int and a.enabled
                       and not %s and not %s and not %s as stands,
                     not a.requires_consent or coalesce(c.scopes @> $4::text[], false) as consented,
                     u.must_change_password, i.user_id is not null as invited,
                     not a.members_only or m.user_id is not null or i.user_id is not null as member
              from users u
              join applications a on a.client_id = $3::text
              left join consents c on c.user_id = u.id and c.client_id = a.client_id
              left join memberships m on m.user_id = u.id and m.client_id = a.client_id
              left join invitations i on i.user_id = u.id and i.client_id = a.client_id
                and i.until > clock_timestamp()
              where u.id = $1::uuid
            ), accepted as (
              delete from invitations i using decided d
              where i.user_id = $1::uuid and i.client_id = $3::text
                and d.invited and d.clock_stands and d.stands and not d.must_change_password
              returning i.client_id, i.user_id
            ), joined as (
              insert into memberships (client_id, user_id) select client_id, user_id from accepted
              on conflict do nothing
            )
            select * from decided
            """
                    .formatted(
                            LiveRules.authorizedAt("$5::timestamptz").client("a.client_id").stop(),
                            LiveRules.authorizedAt("$7::timestamptz")
                                    .session("$6::text")
                                    .subject("u.id::text")
                                    .visiting("a.client_id")
                                    .stop(),
                            LiveRules.authorizedAt(
                                            "date_trunc('milliseconds', transaction_timestamp())")
                                    .session("$6::text")
                                    .subject("u.id::text")
                                    .client("a.client_id")
                                    .stop());

    private final Postgres postgres;

    public SignIns(Postgres postgres) {
        this.postgres = postgres;
    }

    /**
     * @throws OAuthException in the {@code Uni}: {@code CLOCK_WENT_BACK} while PostgreSQL's clock
     *     is behind what it said before
     */
    public Uni<Decision> decide(SignIn signIn) {
        Optional<SsoSession> session = signIn.session();
        return postgres.row(
                        DECIDE,
                        signIn.user(),
                        signIn.passwordVersion(),
                        signIn.client(),
                        signIn.scopes(),
                        signIn.requestedAt(),
                        session.map(SsoSession::sid),
                        session.map(SsoSession::authorizedAt))
                .map(row -> row.map(SignIns::decision).orElseGet(Fallen::new));
    }

    private static Decision decision(Row row) {
        if (!row.getBoolean("clock_stands")) {
            throw new OAuthException(Refusal.CLOCK_WENT_BACK);
        }
        if (!row.getBoolean("stands")) {
            return new Fallen();
        }
        if (row.getBoolean("must_change_password")) {
            return new PasswordChangeDue();
        }
        if (!row.getBoolean("member")) {
            return new NotAMember();
        }
        return row.getBoolean("consented")
                ? new Authorized(instant(row, "authorized_at"))
                : new ConsentMissing(instant(row, "authorized_at"));
    }
}
