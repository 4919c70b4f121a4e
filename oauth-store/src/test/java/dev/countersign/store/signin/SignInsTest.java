package dev.countersign.store.signin;

import static dev.countersign.store.Stores.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.protocol.ClientId;
import dev.countersign.protocol.Scopes;
import dev.countersign.protocol.UserId;
import dev.countersign.protocol.revocation.RevocationRule;
import dev.countersign.store.Stores;
import dev.countersign.store.World;
import dev.countersign.store.person.Consents;
import dev.countersign.store.session.SsoSession;
import dev.countersign.store.signin.Decision.Authorized;
import dev.countersign.store.signin.Decision.ConsentMissing;
import dev.countersign.store.signin.Decision.Fallen;
import dev.countersign.store.signin.Decision.NotAMember;
import dev.countersign.store.signin.Decision.PasswordChangeDue;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SignInsTest {

    private static final Scopes SCOPES = Scopes.parse("openid email");

    private final Stores stores = Stores.shared();
    private final World world = new World(stores);
    private final SignIns signIns = new SignIns(stores.postgres);
    private final Consents consents = new Consents(stores.postgres);
    private final Instant opened = world.now();

    @BeforeEach
    void everythingIsAllowed() {
        await(consents.remember(world.user, world.client, SCOPES));
    }

    private SsoSession session() {
        return new SsoSession(world.session, world.user, opened, world.now(), List.of("pwd"), 1);
    }

    private Decision decide(Optional<SsoSession> session, Instant requestedAt, Scopes scopes) {
        return await(
                signIns.decide(
                        new SignIn(world.user, 1, session, world.client, requestedAt, scopes)));
    }

    private Decision fresh() {
        return decide(Optional.empty(), opened, SCOPES);
    }

    private void record(RevocationRule rule) throws Exception {
        await(stores.rules.record(rule, "test", "test"));
        Thread.sleep(2);
    }

    @Test
    void theInstantOfTheDecisionIsPostgresqlsInMilliseconds() {
        Instant at = ((Authorized) fresh()).authorizedAt();
        assertThat(at).isBetween(opened, world.now());
        assertThat(at).isEqualTo(at.truncatedTo(ChronoUnit.MILLIS));
    }

    @Test
    void consentIsMissingUntilAllScopesAreAllowed() {
        Scopes wider = Scopes.parse("openid email accounts:read");
        assertThat(decide(Optional.empty(), opened, wider)).isInstanceOf(ConsentMissing.class);
        await(consents.remember(world.user, world.client, Scopes.parse("accounts:read")));
        assertThat(decide(Optional.empty(), opened, wider)).isInstanceOf(Authorized.class);
        assertThat(await(consents.find(world.user, world.client)).containsAll(wider)).isTrue();
    }

    @Test
    void anApplicationThatAsksForNoConsentNeedsNone() {
        stores.sql(
                "update applications set requires_consent = false where client_id = $1",
                world.client);
        assertThat(decide(Optional.empty(), opened, Scopes.parse("accounts:read")))
                .isInstanceOf(Authorized.class);
    }

    @Test
    void aDisabledUserAChangedPasswordAndADisabledApplicationFall() {
        stores.sql("update users set password_version = 2 where id = $1", world.user);
        assertThat(fresh()).isEqualTo(new Fallen());
        stores.sql(
                "update users set password_version = 1, enabled = false where id = $1", world.user);
        assertThat(fresh()).isEqualTo(new Fallen());
        stores.sql("update users set enabled = true where id = $1", world.user);
        stores.sql("update applications set enabled = false where client_id = $1", world.client);
        assertThat(fresh()).isEqualTo(new Fallen());
    }

    @Test
    void nobodyAndNoApplicationFall() {
        assertThat(
                        await(
                                signIns.decide(
                                        new SignIn(
                                                new UserId(UUID.randomUUID()),
                                                1,
                                                Optional.empty(),
                                                new ClientId("nowhere"),
                                                opened,
                                                SCOPES))))
                .isEqualTo(new Fallen());
    }

    @Test
    void aSessionFromBeforeARuleOnTheUserFallsAndAFreshSignInAfterItDoesNot() throws Exception {
        SsoSession session = session();
        assertThat(decide(Optional.of(session), opened, SCOPES)).isInstanceOf(Authorized.class);
        record(RevocationRule.onUser(Set.of(world.user.toString())));

        assertThat(decide(Optional.of(session), opened, SCOPES)).isEqualTo(new Fallen());
        assertThat(fresh()).isInstanceOf(Authorized.class);
        assertThat(decide(Optional.of(session()), opened, SCOPES)).isInstanceOf(Authorized.class);
    }

    @Test
    void aSessionThatWasLoggedOutFalls() throws Exception {
        SsoSession session = session();
        record(RevocationRule.onSession(world.session));
        assertThat(decide(Optional.of(session), opened, SCOPES)).isEqualTo(new Fallen());
    }

    @Test
    void aRequestFromBeforeARuleOnTheApplicationFallsAndOneAfterItDoesNot() throws Exception {
        record(RevocationRule.onApplication(world.client));
        assertThat(fresh()).isEqualTo(new Fallen());
        assertThat(decide(Optional.empty(), world.now(), SCOPES)).isInstanceOf(Authorized.class);
    }

    @Test
    void anUnstampedRuleStopsEvenAFreshSignIn() {
        stores.sql(
                """
                insert into revocation_rules (id, sub, selectors, reason)
                values (gen_random_uuid(), array[$1::text], array['sub:' || $1::text], 'test')
                """,
                world.user.toString());
        assertThat(fresh()).isEqualTo(new Fallen());
    }

    /** Contract, section 6. */
    @Test
    void onlyMembersSignInWhereTheApplicationSaysSo() {
        stores.sql(
                "update applications set members_only = true where client_id = $1", world.client);
        assertThat(fresh()).isEqualTo(new NotAMember());

        stores.sql(
                "insert into memberships (client_id, user_id) values ($1, $2)",
                world.client,
                world.user);

        assertThat(fresh()).isInstanceOf(Authorized.class);
    }

    @Test
    void whoIsInvitedBecomesAMemberBySigningIn() {
        stores.sql(
                "update applications set members_only = true where client_id = $1", world.client);
        invited("1 hour");

        assertThat(fresh()).isInstanceOf(Authorized.class);

        assertThat(members()).isOne();
        assertThat(invitations()).isZero();
        assertThat(fresh()).isInstanceOf(Authorized.class);
    }

    @Test
    void anInvitationThatIsOverOrOfNoUseInvitesNobody() {
        stores.sql(
                "update applications set members_only = true where client_id = $1", world.client);
        invited("-1 second");
        assertThat(fresh()).isEqualTo(new NotAMember());

        invited("1 hour");
        stores.sql("update users set enabled = false where id = $1", world.user);
        assertThat(fresh()).isEqualTo(new Fallen());
        stores.sql(
                "update users set enabled = true, must_change_password = true where id = $1",
                world.user);
        assertThat(fresh()).isEqualTo(new PasswordChangeDue());

        assertThat(members()).isZero();
        assertThat(invitations()).isOne();
    }

    private void invited(String until) {
        stores.sql(
                """
                insert into invitations (client_id, user_id, invited_by, until)
                values ($1, $2, 'a manager', now() + $3::text::interval)
                on conflict (client_id, user_id) do update set until = excluded.until
                """,
                world.client,
                world.user,
                until);
    }

    private long members() {
        return count("memberships");
    }

    private long invitations() {
        return count("invitations");
    }

    private long count(String table) {
        return await(
                stores.postgres
                        .row(
                                "select count(*) from " + table + " where client_id = $1",
                                world.client)
                        .map(row -> row.orElseThrow().getLong(0)));
    }
}
