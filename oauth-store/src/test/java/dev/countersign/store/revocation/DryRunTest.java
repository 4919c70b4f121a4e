package dev.countersign.store.revocation;

import static dev.countersign.store.Stores.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.protocol.ClientId;
import dev.countersign.protocol.KeyId;
import dev.countersign.protocol.SessionId;
import dev.countersign.protocol.TokenId;
import dev.countersign.protocol.revocation.RevocationRule;
import dev.countersign.protocol.token.RefreshToken;
import dev.countersign.store.Stores;
import dev.countersign.store.World;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DryRunTest {

    private final Stores stores = Stores.shared();
    private final World world = new World(stores);
    private final Set<String> user = Set.of(world.user.toString());

    private long stopped(RevocationRule rule) {
        BoundedCount count = await(stores.rules.wouldStop(rule));
        assertThat(count.exact()).isTrue();
        return count.value();
    }

    private static RevocationRule onUserAndAudience(Set<String> user, String audience) {
        return new RevocationRule(
                UUID.randomUUID(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                user,
                Optional.empty(),
                Optional.of(audience),
                Optional.empty(),
                false,
                Optional.empty());
    }

    @Test
    void everyKindOfRuleFindsTheGrantsThatItWouldStopAndNoOthers() {
        RefreshToken first = world.grant("openid");
        world.grant("openid offline_access");
        new World(stores).grant("openid");

        assertThat(stopped(RevocationRule.onGrant(first.grant()))).isOne();
        assertThat(stopped(RevocationRule.onSession(world.session))).isOne();
        assertThat(stopped(RevocationRule.onUser(user))).isEqualTo(2);
        assertThat(stopped(RevocationRule.onApplication(world.client))).isEqualTo(2);
        assertThat(stopped(RevocationRule.onUserOfApplication(user, world.client))).isEqualTo(2);
        assertThat(stopped(onUserAndAudience(user, World.API))).isEqualTo(2);
        assertThat(stopped(RevocationRule.onAudience(World.API))).isGreaterThanOrEqualTo(3);
        assertThat(stopped(RevocationRule.onEverything())).isGreaterThanOrEqualTo(3);

        assertThat(stopped(RevocationRule.onUserOfApplication(user, new ClientId("other"))))
                .isZero();
        assertThat(stopped(onUserAndAudience(user, "other"))).isZero();
        assertThat(stopped(RevocationRule.onSession(SessionId.random()))).isZero();
        assertThat(stopped(RevocationRule.onUser(Set.of("no-user")))).isZero();
        assertThat(stopped(RevocationRule.onKey(new KeyId("k")))).isZero();
        assertThat(stopped(RevocationRule.onToken(TokenId.random()))).isZero();
    }

    @Test
    void whatIsOverEndedOrStoppedAlreadyIsNotCounted() {
        RevocationRule rule = RevocationRule.onUser(user);
        RefreshToken ended = world.grant("openid");
        world.grant("openid");
        assertThat(stopped(rule)).isEqualTo(2);

        await(stores.rules.revokeGrant(ended.grant(), "test", "me"));
        assertThat(stopped(rule)).isOne();
        await(stores.rules.record(RevocationRule.onApplication(world.client), "test", "me"));
        assertThat(stopped(rule)).as("the rows are not marked yet").isZero();
    }

    @Test
    void whatWasAuthorizedAfterTheGivenInstantIsNotCounted() {
        RevocationRule rule = RevocationRule.onUser(user);
        Instant before = world.now().minusMillis(1);
        world.grant("openid");

        assertThat(stopped(rule.before(before))).isZero();
        assertThat(stopped(rule.before(world.now()))).isOne();
    }

    @Test
    void moreThanTenThousandAreSaidToBeAtLeastThat() {
        world.grant("openid");
        stores.sql(
                """
                insert into grants (id, user_id, client_id, scopes, audiences, authorized_at,
                  auth_time, acr, amr, issued_at, last_used_at, last_used_on)
                select overlay(g.id::text placing lpad(n::text, 12, '0') from 25)::uuid, g.user_id,
                  g.client_id, g.scopes, g.audiences, g.authorized_at, g.auth_time, g.acr, g.amr,
                  g.issued_at, g.last_used_at, g.last_used_on
                from grants g, generate_series(1, 10001) n where g.client_id = $1
                """,
                world.client);
        try {
            assertThat(await(stores.rules.wouldStop(RevocationRule.onApplication(world.client))))
                    .isEqualTo(new BoundedCount(10_000, false));
        } finally {
            stores.sql("delete from grants where client_id = $1", world.client);
        }
    }
}
