package dev.countersign.store.revocation;

import static dev.countersign.store.Stores.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.protocol.ClientId;
import dev.countersign.protocol.GrantId;
import dev.countersign.protocol.SessionId;
import dev.countersign.protocol.token.RefreshToken;
import dev.countersign.store.Stores;
import dev.countersign.store.World;
import dev.countersign.store.code.Authorization;
import dev.countersign.store.grant.GrantInsert;
import dev.countersign.store.grant.Narrowing;
import dev.countersign.store.grant.Refreshed;
import dev.countersign.store.session.SsoSession;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a sign-out takes back, and what it leaves (issue 5, item 7). */
class SignedOutTest {

    private static final String ONLINE = "openid accounts:read";
    private static final String OFFLINE = "openid offline_access";

    private final Stores stores = Stores.shared();
    private final World world = new World(stores);
    private final World other = new World(stores);
    private final SessionId elsewhere = SessionId.random();

    private RefreshToken grant(ClientId client, SessionId session, String scopes) {
        return grant(client, authorization(session, scopes));
    }

    private RefreshToken grant(ClientId client, Authorization authorization) {
        RefreshToken first = stores.tokens.first(authorization.grant());
        assertThat(world.insert(authorization, Optional.of(first), at(client).credential()))
                .isInstanceOf(GrantInsert.Inserted.class);
        return first;
    }

    private Authorization authorization(SessionId session, String scopes) {
        GrantId grant = GrantId.endingAt(Instant.now().plus(Duration.ofHours(12)));
        return world.authorization(scopes, grant, session);
    }

    private World at(ClientId client) {
        return client.equals(world.client) ? world : other;
    }

    private void signOut(Optional<ClientId> asking) {
        SsoSession session =
                new SsoSession(
                        world.session, world.user, world.now(), world.now(), List.of("pwd"), 1);
        await(stores.rules.record(Cause.signedOut(session, asking), world.user.toString()));
        // instants are milliseconds: one that is over is told from the rule's
        stores.sql("select pg_sleep(0.001)");
    }

    private boolean works(ClientId client, RefreshToken token) {
        return await(stores.grants.refresh(token, at(client).credential(), Narrowing.NONE))
                instanceof Refreshed.Rotated;
    }

    @Test
    void theSessionsGrantsEndWhicheverApplicationHasThem() {
        RefreshToken mine = grant(world.client, world.session, ONLINE);
        RefreshToken theirs = grant(other.client, world.session, ONLINE);
        RefreshToken inAnotherBrowser = grant(world.client, elsewhere, ONLINE);
        signOut(Optional.of(world.client));

        assertThat(works(world.client, mine)).isFalse();
        assertThat(works(other.client, theirs)).isFalse();
        assertThat(works(world.client, inAnotherBrowser)).isTrue();
    }

    @Test
    void ofOfflineAccessOnlyThatEndsWhichTheAskingApplicationObtainedInTheSession() {
        RefreshToken mine = grant(world.client, world.session, OFFLINE);
        RefreshToken theirs = grant(other.client, world.session, OFFLINE);
        RefreshToken fromAnotherBrowser = grant(world.client, elsewhere, OFFLINE);
        signOut(Optional.of(world.client));

        assertThat(works(world.client, mine)).isFalse();
        assertThat(works(other.client, theirs)).isTrue();
        assertThat(works(world.client, fromAnotherBrowser)).isTrue();
    }

    @Test
    void whereNoApplicationAsksAllOfflineAccessStays() {
        RefreshToken online = grant(world.client, world.session, ONLINE);
        RefreshToken offline = grant(world.client, world.session, OFFLINE);
        signOut(Optional.empty());

        assertThat(works(world.client, online)).isFalse();
        assertThat(works(world.client, offline)).isTrue();
    }

    /** Contract, section 5: its access tokens name no session, so APIs need a rule on the grant. */
    @Test
    void anOfflineGrantThatEndsHasAStampedRuleOfItsOwn() {
        RefreshToken offline = grant(world.client, world.session, OFFLINE);
        signOut(Optional.of(world.client));

        assertThat(rules(offline, "before is not null and reason = 'signed out'")).isOne();
        assertThat(endOf(offline)).isEqualTo("signed out");
    }

    /** A code that was sent before, and is swapped after. */
    @Test
    void aCodeOfTheSessionBecomesNoOfflineAccessAfterwards() {
        Authorization code = authorization(world.session, OFFLINE);
        signOut(Optional.of(world.client));

        assertThat(world.insert(code, Optional.of(stores.tokens.first(code.grant()))))
                .isInstanceOf(GrantInsert.Fallen.class);
    }

    @Test
    void aGrantOfTheDialectEndsWithItsSession() {
        RefreshToken dialect = world.grant(world.dialectAuthorization());
        signOut(Optional.empty());

        assertThat(rules(dialect, "before is not null")).isOne();
        assertThat(endOf(dialect)).isEqualTo("signed out");
    }

    /** One that was being made meanwhile: its statement did not see the rule, nor the rule it. */
    @Test
    void anOfflineGrantThatTheSignOutMissedEndsWhenTheRowsAreMarked() {
        Authorization begun = authorization(world.session, OFFLINE);
        signOut(Optional.of(world.client));
        stores.sql("update revocation_rules set sid = 'elsewhere' where sid = $1", world.session);
        RefreshToken late = grant(world.client, begun);
        RefreshToken theirs = grant(other.client, authorization(world.session, OFFLINE));
        stores.sql("update revocation_rules set sid = $1 where sid = 'elsewhere'", world.session);
        assertThat(works(world.client, late)).isTrue();

        while (await(new Marking(stores.postgres).run()).waiting() > 0) {
            // until its turn has come
        }

        assertThat(endOf(late)).isEqualTo("signed out");
        assertThat(rules(late, "true")).isOne();
        assertThat(endOf(theirs)).isEqualTo("has not ended");
    }

    private long rules(RefreshToken token, String condition) {
        return await(
                        stores.postgres.row(
                                "select count(*) from revocation_rules where grant_id = $1 and "
                                        + condition,
                                token.grant()))
                .orElseThrow()
                .getLong(0);
    }

    private String endOf(RefreshToken token) {
        return await(
                        stores.postgres.row(
                                "select coalesce(end_reason, 'has not ended') from grants where id = $1",
                                token.grant()))
                .orElseThrow()
                .getString(0);
    }
}
