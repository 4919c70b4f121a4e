package dev.countersign.store.grant;

import static dev.countersign.store.Stores.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.clients.Credential;
import dev.countersign.protocol.GrantId;
import dev.countersign.protocol.revocation.RevocationRule;
import dev.countersign.protocol.token.RefreshToken;
import dev.countersign.store.Stores;
import dev.countersign.store.World;
import dev.countersign.store.code.Authorization;
import dev.countersign.store.grant.GrantInsert.Fallen;
import dev.countersign.store.grant.GrantInsert.Inserted;
import dev.countersign.store.grant.GrantInsert.Replayed;
import dev.countersign.store.person.PersonClaims;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GrantInsertTest {

    private final Stores stores = Stores.shared();
    private final World world = new World(stores);

    private GrantInsert insert(Authorization authorization) {
        return world.insert(authorization, Optional.empty());
    }

    @Test
    void aGrantIsMadeAndThePersonIsReadInTheSameStatement() {
        Authorization authorization = world.authorization("openid email");
        assertThat(insert(authorization))
                .isInstanceOfSatisfying(
                        Inserted.class,
                        inserted -> {
                            PersonClaims person = inserted.person();
                            assertThat(person.email()).isEqualTo(world.email);
                            assertThat(person.emailVerified()).isTrue();
                            assertThat(person.name()).isEqualTo("Alice Adams");
                        });

        GrantView made = await(stores.grants.state(authorization.grant())).orElseThrow().grant();
        assertThat(made.authorizedAt()).isEqualTo(authorization.authorizedAt());
        assertThat(made.session()).contains(world.session);
        assertThat(made.issuedAt()).isAfterOrEqualTo(authorization.authorizedAt());
        assertThat(made.expiresAt()).isEqualTo(authorization.grant().expiresAt());
    }

    @Test
    void aSecondInsertOfOneGrantIsAReplayWhateverRedisSaid() {
        Authorization authorization = world.authorization("openid");
        assertThat(insert(authorization)).isInstanceOf(Inserted.class);
        assertThat(insert(authorization)).isEqualTo(new Replayed());
    }

    @Test
    void aReplayIsAReplayAlsoAfterTheUserHasFallen() {
        Authorization authorization = world.authorization("openid");
        insert(authorization);
        stores.sql("update users set enabled = false where id = $1", world.user);
        assertThat(insert(authorization)).isEqualTo(new Replayed());
    }

    @Test
    void ofManyConcurrentInsertsOneIsMade() {
        List<GrantInsert> all = insertAtOnce(world.authorization("openid"));
        assertThat(all).filteredOn(Inserted.class::isInstance).hasSize(1);
        assertThat(all).filteredOn(Replayed.class::isInstance).hasSize(9);
    }

    private List<GrantInsert> insertAtOnce(Authorization authorization) {
        NewGrant grant = new NewGrant(authorization, List.of(World.API), Optional.empty());
        Credential caller = world.credential();
        return IntStream.range(0, 10)
                .mapToObj(i -> stores.grants.insert(grant, caller).subscribeAsCompletionStage())
                .toList()
                .stream()
                .map(it -> await(Uni.createFrom().completionStage(it)))
                .toList();
    }

    /** ADR 12: an access token beside a code, and what the code brings, are of one grant. */
    @Test
    void aCodeCompletesTheGrantThatWasMadeAheadOfItOnce() {
        Authorization authorization = world.authorization("openid offline_access");
        assertThat(insertAhead(authorization)).isInstanceOf(Inserted.class);
        assertThat(insertAhead(authorization)).isEqualTo(new Replayed());

        RefreshToken first = stores.tokens.first(authorization.grant());
        assertThat(world.insert(authorization, Optional.of(first))).isInstanceOf(Inserted.class);
        assertThat(world.insert(authorization, Optional.of(first))).isEqualTo(new Replayed());
        assertThat(await(stores.grants.refresh(first, world.credential(), Narrowing.NONE)))
                .isInstanceOf(Refreshed.Rotated.class);
    }

    @Test
    void ofManyWhoCompleteAGrantAtOnceOneDoes() {
        Authorization authorization = world.authorization("openid");
        insertAhead(authorization);

        assertThat(insertAtOnce(authorization)).filteredOn(Inserted.class::isInstance).hasSize(1);
    }

    @Test
    void aGrantThatWasTakenBackIsCompletedByNoCode() {
        Authorization authorization = world.authorization("openid");
        insertAhead(authorization);
        await(stores.rules.revokeGrant(authorization.grant(), "taken back", "test"));

        assertThat(insert(authorization)).isEqualTo(new Fallen());
    }

    private GrantInsert insertAhead(Authorization authorization) {
        return await(
                stores.grants.insertAheadOfCode(
                        new NewGrant(authorization, List.of(World.API), Optional.empty()),
                        world.credential()));
    }

    @Test
    void whatTheCodeRestsOnMustStillStand() {
        Authorization beforeTheChange = world.authorization("openid");
        stores.sql("update users set password_version = 2 where id = $1", world.user);
        assertThat(insert(beforeTheChange)).isEqualTo(new Fallen());

        stores.sql(
                "update users set password_version = 1, enabled = false where id = $1", world.user);
        assertThat(insert(world.authorization("openid"))).isEqualTo(new Fallen());

        stores.sql("update users set enabled = true where id = $1", world.user);
        stores.sql("update applications set enabled = false where client_id = $1", world.client);
        assertThat(insert(world.authorization("openid"))).isEqualTo(new Fallen());
    }

    @Test
    void aRuleBetweenTheDecisionAndTheExchangeStopsTheCode() {
        for (String scopes : List.of("openid", "openid offline_access")) {
            for (RevocationRule rule :
                    List.of(
                            RevocationRule.onUser(Set.of(world.user.toString())),
                            RevocationRule.onApplication(world.client),
                            RevocationRule.onSession(world.session))) {
                Authorization authorization = world.authorization(scopes);
                await(stores.rules.record(rule, "test", "test"));
                assertThat(insert(authorization)).isEqualTo(new Fallen());
            }
        }
    }

    @Test
    void aReplayedCodesRuleStopsAGrantThatHasNoRowYet() {
        Authorization authorization = world.authorization("openid");
        await(stores.rules.revokeGrant(authorization.grant(), "code replayed", "test"));
        assertThat(insert(authorization)).isEqualTo(new Fallen());
    }

    @Test
    void aGrantThatIsOverIsNotMade() {
        GrantId over = GrantId.endingAt(Instant.now().minusSeconds(1));
        assertThat(insert(world.authorization("openid", over))).isEqualTo(new Fallen());
    }

    @Test
    void aGrantOfAYearHasItsPartition() {
        GrantId year = GrantId.endingAt(Instant.now().plus(Duration.ofDays(366)));
        assertThat(insert(world.authorization("openid", year))).isInstanceOf(Inserted.class);
    }
}
