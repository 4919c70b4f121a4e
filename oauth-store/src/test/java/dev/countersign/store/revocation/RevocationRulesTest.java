package dev.countersign.store.revocation;

import static dev.countersign.store.Stores.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.protocol.GrantId;
import dev.countersign.protocol.TokenId;
import dev.countersign.protocol.error.OAuthException;
import dev.countersign.protocol.error.Refusal;
import dev.countersign.protocol.revocation.RevocationRule;
import dev.countersign.protocol.token.RefreshToken;
import dev.countersign.store.Stores;
import dev.countersign.store.World;
import dev.countersign.store.postgres.Postgres;
import dev.countersign.store.signin.SignIn;
import dev.countersign.store.signin.SignIns;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RevocationRulesTest {

    private final Stores stores = Stores.shared();
    private final World world = new World(stores);

    private long count(String where, Object... values) {
        return await(
                stores.postgres
                        .row("select count(*) from revocation_rules where " + where, values)
                        .map(row -> row.orElseThrow().getLong(0)));
    }

    @Test
    void aRuleIsStampedAfterItsCommitInMillisecondsAndLivesLongerThanAnyToken() {
        Instant before = world.now();
        StampedRule rule = await(stores.rules.revokeToken(TokenId.random(), "test", "test"));

        assertThat(rule.before()).isBetween(before, world.now());
        assertThat(rule.before()).isEqualTo(rule.before().truncatedTo(ChronoUnit.MILLIS));
        assertThat(Duration.between(rule.before(), rule.until()))
                .isGreaterThanOrEqualTo(Duration.ofMinutes(35));
        assertThat(count("id = $1 and published_at is null", rule.rule().id())).isOne();
    }

    @Test
    void everyFieldOfARuleIsKept() {
        RevocationRule rule =
                new RevocationRule(
                        UUID.randomUUID(),
                        Optional.of(TokenId.random()),
                        Optional.of(GrantId.endingAt(Instant.now())),
                        Optional.of(world.session),
                        Set.of("a", "b"),
                        Optional.of(world.client),
                        Optional.of("aud"),
                        Optional.empty(),
                        false,
                        Optional.empty());
        assertThat(await(stores.rules.record(rule, "test", "test")).rule()).isEqualTo(rule);
    }

    @Test
    void theFirstStampWins() {
        StampedRule rule = await(stores.rules.revokeToken(TokenId.random(), "test", "test"));
        Instant again =
                await(
                        stores.postgres
                                .row("select * from stamp_rule($1)", rule.rule().id())
                                .map(
                                        row ->
                                                row.orElseThrow()
                                                        .getOffsetDateTime("before")
                                                        .toInstant()));
        assertThat(again).isEqualTo(rule.before());
    }

    @Test
    void revokingAGrantEndsItsRowOnceWithOneRule() {
        RefreshToken token = world.grant("openid");
        StampedRule first = await(stores.rules.revokeGrant(token.grant(), "a reason", "me"));
        StampedRule second = await(stores.rules.revokeGrant(token.grant(), "another", "me"));

        assertThat(second).isEqualTo(first);
        assertThat(count("grant_id = $1 and reason = 'a reason'", token.grant())).isOne();
        String endedBy =
                await(
                        stores.postgres
                                .row("select end_reason from grants where id = $1", token.grant())
                                .map(row -> row.orElseThrow().getString(0)));
        assertThat(endedBy).isEqualTo("a reason");
    }

    /** One that an administrator recorded up to an instant before the grant stops nothing of it. */
    @Test
    void aRuleUpToAnEarlierInstantDoesNotStandForARevocation() {
        var authorization = world.authorization("openid");
        GrantId grant = world.grant(authorization).grant();
        RevocationRule earlier =
                new RevocationRule(
                        UUID.randomUUID(),
                        Optional.empty(),
                        Optional.of(grant),
                        Optional.empty(),
                        Set.of(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        false,
                        Optional.of(authorization.authorizedAt().minusMillis(1)));
        await(stores.rules.record(earlier, "test", "test"));

        StampedRule rule = await(stores.rules.revokeGrant(grant, "test", "test"));
        assertThat(rule.before()).isAfterOrEqualTo(authorization.authorizedAt());
        assertThat(await(stores.rules.revokeGrant(grant, "test", "test")).rule().id())
                .isEqualTo(rule.rule().id());
    }

    @Test
    void manyConcurrentRevocationsOfOneGrantAllSucceed() {
        RefreshToken token = world.grant("openid");
        List<StampedRule> all =
                IntStream.range(0, 20)
                        .mapToObj(
                                i ->
                                        stores.rules
                                                .revokeGrant(token.grant(), "test", "test")
                                                .subscribeAsCompletionStage())
                        .toList()
                        .stream()
                        .map(it -> await(Uni.createFrom().completionStage(it)))
                        .toList();
        assertThat(all).hasSize(20);
    }

    @Test
    void aFactThatFailsLeavesNoRule() {
        RevocationRule rule = RevocationRule.onUser(Set.of(world.user.toString()));
        assertThatThrownBy(
                        () ->
                                await(
                                        stores.rules.record(
                                                rule,
                                                "test",
                                                "test",
                                                connection ->
                                                        Postgres.execute(
                                                                        connection,
                                                                        "update users set email = null where id = $1",
                                                                        world.user)
                                                                .replaceWithVoid())))
                .isNotInstanceOf(OAuthException.class);
        assertThat(count("id = $1", rule.id())).isZero();
    }

    @Test
    void aFactIsCommittedWithItsRule() {
        RevocationRule rule = RevocationRule.onUser(Set.of(world.user.toString()));
        await(
                stores.rules.record(
                        rule,
                        "user disabled",
                        "admin",
                        connection ->
                                Postgres.execute(
                                                connection,
                                                "update users set enabled = false where id = $1",
                                                world.user)
                                        .replaceWithVoid()));
        assertThat(count("id = $1 and before is not null", rule.id())).isOne();
    }

    /** Design, Revocation 2: the clock must not go back. */
    @Test
    void whileTheClockIsBehindNothingIsStampedOrAuthorizedAndTheRuleStopsEverything() {
        try (Stores own = Stores.own()) {
            World there = new World(own);
            RefreshToken token = there.grant("openid");
            own.sql("update revocation_clock set newest = clock_timestamp() + interval '1 hour'");

            assertThatThrownBy(
                            () ->
                                    await(
                                            own.rules.record(
                                                    RevocationRule.onApplication(there.client),
                                                    "test",
                                                    "test")))
                    .isInstanceOfSatisfying(
                            OAuthException.class,
                            it -> assertThat(it.refusal()).isEqualTo(Refusal.CLOCK_WENT_BACK));
            assertThatThrownBy(
                            () ->
                                    await(
                                            new SignIns(own.postgres)
                                                    .decide(
                                                            new SignIn(
                                                                    there.user,
                                                                    1,
                                                                    Optional.empty(),
                                                                    there.client,
                                                                    there.now(),
                                                                    there.authorization("openid")
                                                                            .scopes()))))
                    .isInstanceOfSatisfying(
                            OAuthException.class,
                            it -> assertThat(it.refusal()).isEqualTo(Refusal.CLOCK_WENT_BACK));
            assertThat(await(own.grants.state(token.grant())).orElseThrow().stands()).isFalse();

            own.sql("update revocation_clock set newest = clock_timestamp()");
            boolean stands =
                    await(
                            own.postgres
                                    .row("select clock_stands() as stands")
                                    .map(row -> row.orElseThrow().getBoolean("stands")));
            assertThat(stands).as("it must pass the newest heartbeat by a second").isFalse();
        }
    }

    /** Contract, section 5: a dialect token names no session, so its grant is stopped by its id. */
    @Test
    void whatEndsASessionEndsItsDialectGrantsByTheirIds() {
        RefreshToken dialect = world.grant(world.dialectAuthorization());
        RefreshToken oauth = world.grant("openid");
        World other = new World(stores);
        RefreshToken foreign = other.grant(other.dialectAuthorization());

        await(stores.rules.record(RevocationRule.onSession(world.session), "logged out", "me"));

        assertThat(count("grant_id = $1 and stamped_at is not null", dialect.grant())).isOne();
        assertThat(count("grant_id = $1", oauth.grant())).isZero();
        assertThat(count("grant_id = $1", foreign.grant())).isZero();
        assertThat(await(stores.grants.state(dialect.grant())).orElseThrow().stands()).isFalse();
        assertThat(await(stores.grants.state(foreign.grant())).orElseThrow().stands()).isTrue();
    }

    @Test
    void aRuleOnASessionOfAnotherApplicationLeavesTheDialectGrant() {
        RefreshToken dialect = world.grant(world.dialectAuthorization());
        RevocationRule rule =
                new RevocationRule(
                        UUID.randomUUID(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(world.session),
                        Set.of(),
                        Optional.of(new World(stores).client),
                        Optional.empty(),
                        Optional.empty(),
                        false,
                        Optional.empty());

        await(stores.rules.record(rule, "test", "test"));
        await(
                stores.rules.record(
                        RevocationRule.onSession(world.session)
                                .before(world.now().minus(Duration.ofMinutes(1))),
                        "test",
                        "test"));

        assertThat(count("grant_id = $1", dialect.grant())).isZero();
    }
}
