package dev.countersign.store.grant;

import static dev.countersign.store.Stores.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.protocol.GrantId;
import dev.countersign.protocol.TokenId;
import dev.countersign.protocol.error.Refusal;
import dev.countersign.protocol.revocation.RevocationRule;
import dev.countersign.protocol.token.RefreshToken;
import dev.countersign.store.Stores;
import dev.countersign.store.World;
import dev.countersign.store.grant.Refreshed.Refused;
import dev.countersign.store.grant.Refreshed.Rotated;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Refreshing while something that the grant rests on falls, on real PostgreSQL. */
class RefreshStandingTest {

    private final Stores stores = Stores.shared();
    private final World world = new World(stores);

    private Refreshed refresh(RefreshToken token) {
        return await(stores.grants.refresh(token, world.credential(), Narrowing.NONE));
    }

    private RefreshToken rotated(RefreshToken token) {
        assertThat(refresh(token)).isInstanceOf(Rotated.class);
        return stores.tokens.successor(token);
    }

    private void assertRefused(RefreshToken token, Refusal refusal) {
        assertThat(refresh(token)).isEqualTo(new Refused(refusal));
    }

    @Test
    void anEndedGrantIsRefused() {
        RefreshToken first = world.grant("openid");
        await(stores.rules.revokeGrant(first.grant(), "test", "test"));
        assertRefused(first, Refusal.REFRESH_TOKEN_ENDED);
    }

    @Test
    void aGrantPastItsAbsoluteEndIsRefused() throws Exception {
        Instant end = Instant.now().plusMillis(400);
        RefreshToken first = world.grant(world.authorization("openid", GrantId.endingAt(end)));
        Thread.sleep(500);
        assertRefused(first, Refusal.REFRESH_TOKEN_ENDED);
        assertThat(await(stores.grants.state(first.grant())).orElseThrow().stands()).isFalse();
    }

    @Test
    void anIdleGrantIsRefusedAndAUsedOneIsNot() {
        RefreshToken first = world.grant("openid");
        stores.sql(
                "update applications set grant_idle_limit = '1 hour' where client_id = $1",
                world.client);
        RefreshToken second = rotated(first);
        stores.sql(
                "update grants set last_used_at = last_used_at - interval '61 minutes' where id = $1",
                first.grant());
        assertRefused(second, Refusal.REFRESH_TOKEN_ENDED);
        assertRefused(first, Refusal.REFRESH_TOKEN_ENDED);
    }

    @Test
    void aDisabledUserAndADisabledApplicationAreRefused() {
        RefreshToken first = world.grant("openid");
        stores.sql("update users set enabled = false where id = $1", world.user);
        assertRefused(first, Refusal.REFRESH_TOKEN_REVOKED);
        stores.sql("update users set enabled = true where id = $1", world.user);
        stores.sql("update applications set enabled = false where client_id = $1", world.client);
        assertRefused(first, Refusal.REFRESH_TOKEN_REVOKED);
    }

    @Test
    void aRuleOnAnythingThatTheGrantCarriesRefusesIt() {
        for (RevocationRule rule :
                List.of(
                        RevocationRule.onUser(Set.of("x", world.user.toString())),
                        RevocationRule.onApplication(world.client),
                        RevocationRule.onSession(world.session))) {
            RefreshToken first = world.grant("openid");
            await(stores.rules.record(rule, "test", "test"));
            assertRefused(first, Refusal.REFRESH_TOKEN_REVOKED);
        }
    }

    @Test
    void offlineAccessOutlivesTheSession() {
        RefreshToken first = world.grant("openid offline_access");
        await(stores.rules.record(RevocationRule.onSession(world.session), "logout", "test"));
        assertThat(refresh(first)).isInstanceOf(Rotated.class);
    }

    @Test
    void aRuleStopsOnlyWhatWasAuthorizedBeforeIt() throws Exception {
        await(
                stores.rules.record(
                        RevocationRule.onUser(Set.of(world.user.toString())), "test", "test"));
        Thread.sleep(2);
        assertThat(refresh(world.grant("openid"))).isInstanceOf(Rotated.class);
    }

    @Test
    void anUnstampedRuleStopsEverythingThatItMatches() {
        RefreshToken first = world.grant("openid");
        stores.sql(
                """
                insert into revocation_rules (id, client_id, selectors, reason)
                values (gen_random_uuid(), $1, array['client:' || $1], 'test')
                """,
                world.client);
        assertRefused(first, Refusal.REFRESH_TOKEN_REVOKED);
    }

    @Test
    void aRuleOnOneTokenLeavesTheGrant() {
        RefreshToken first = world.grant("openid");
        await(stores.rules.revokeToken(TokenId.random(), "test", "test"));
        assertThat(refresh(first)).isInstanceOf(Rotated.class);
    }
}
