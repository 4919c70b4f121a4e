package dev.countersign.store.revocation;

import static dev.countersign.store.Stores.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.protocol.TokenId;
import dev.countersign.protocol.revocation.RevocationRule;
import dev.countersign.store.Stores;
import dev.countersign.store.outbox.OutboxSnapshot;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RuleOutboxTest {

    private static final Stores STORES = Stores.own();

    private final RuleOutbox outbox = new RuleOutbox(STORES.postgres);

    @AfterAll
    static void stop() {
        STORES.close();
    }

    @BeforeEach
    void empty() {
        STORES.sql("delete from revocation_rules");
        STORES.sql(
                "update revocation_clock set newest = 'epoch', not_before = 'epoch', topic_id = 'a'");
    }

    private static UUID rule() {
        return await(STORES.rules.revokeToken(TokenId.random(), "test", "test")).rule().id();
    }

    private static Set<UUID> ids(List<StampedRule> rules) {
        return rules.stream()
                .map(StampedRule::rule)
                .map(RevocationRule::id)
                .collect(Collectors.toSet());
    }

    private Set<UUID> publishAll() {
        List<StampedRule> published = new ArrayList<>();
        await(
                outbox.publish(
                        100,
                        rules -> {
                            published.addAll(rules);
                            return Uni.createFrom().item(ids(rules));
                        }));
        return ids(published);
    }

    @Test
    void aRuleIsHandedOutUntilItIsAcknowledged() {
        UUID rule = rule();
        assertThatThrownBy(
                () ->
                        await(
                                outbox.publish(
                                        100,
                                        rules ->
                                                Uni.createFrom()
                                                        .failure(
                                                                new IllegalStateException(
                                                                        "no Kafka")))));
        await(outbox.publish(100, rules -> Uni.createFrom().item(Set.of())));
        assertThat(publishAll()).containsExactly(rule);
        assertThat(publishAll()).isEmpty();
    }

    @Test
    void twoRelaysDivideTheRulesAndOneThatIsHeldCountsAsUnpublished() throws Exception {
        UUID first = rule();
        CountDownLatch held = new CountDownLatch(1);
        CompletableFuture<Set<UUID>> acknowledged = new CompletableFuture<>();
        CompletionStage<Integer> slowRelay =
                outbox.publish(
                                1,
                                rules -> {
                                    held.countDown();
                                    return Uni.createFrom().completionStage(acknowledged);
                                })
                        .subscribeAsCompletionStage();
        assertThat(held.await(5, TimeUnit.SECONDS)).isTrue();
        UUID second = rule();

        OutboxSnapshot snapshot = await(outbox.snapshot());
        assertThat(snapshot.unpublished()).containsExactlyInAnyOrder(first, second);
        assertThat(publishAll()).containsExactly(second);
        assertThat(await(outbox.arePublished(snapshot.unpublished()))).isFalse();

        acknowledged.complete(Set.of(first));
        assertThat(await(Uni.createFrom().completionStage(slowRelay))).isEqualTo(1);
        assertThat(await(outbox.arePublished(snapshot.unpublished()))).isTrue();
    }

    @Test
    void aRequestNeverWaitsForTheRelayThatHoldsItsRule() {
        UUID rule = rule();
        CompletableFuture<Set<UUID>> never = new CompletableFuture<>();
        CompletionStage<Integer> relay =
                outbox.publish(1, rules -> Uni.createFrom().completionStage(never))
                        .subscribeAsCompletionStage();
        long began = System.nanoTime();
        STORES.sql("select * from stamp_rule($1)", rule);
        rule();
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(1));
        never.complete(Set.of());
        await(Uni.createFrom().completionStage(relay));
    }

    /** A partition of grants that is being detached waits for every older snapshot. */
    @Test
    void aRelayThatWaitsForKafkaKeepsNoSnapshotOpen() throws Exception {
        rule();
        CountDownLatch held = new CountDownLatch(1);
        CompletableFuture<Set<UUID>> acknowledged = new CompletableFuture<>();
        CompletionStage<Integer> relay =
                outbox.publish(
                                1,
                                rules -> {
                                    held.countDown();
                                    return Uni.createFrom().completionStage(acknowledged);
                                })
                        .subscribeAsCompletionStage();
        assertThat(held.await(5, TimeUnit.SECONDS)).isTrue();
        Row waiting =
                await(
                                STORES.postgres.row(
                                        """
                                        select count(*) as transactions,
                                          count(backend_xmin) as snapshots
                                        from pg_stat_activity where state = 'idle in transaction'
                                        """))
                        .orElseThrow();
        acknowledged.complete(Set.of());
        await(Uni.createFrom().completionStage(relay));
        assertThat(waiting.getLong("transactions")).isEqualTo(1);
        assertThat(waiting.getLong("snapshots")).isZero();
    }

    @Test
    void aRuleWhoseRequestDidNotLiveToStampItIsStampedByTheRelay() {
        UUID rule = UUID.randomUUID();
        STORES.sql(
                """
                insert into revocation_rules (id, jti, selectors, reason)
                values ($1, 'x', array['jti:x'], 'test')
                """,
                rule);
        assertThat(publishAll()).isEmpty();
        assertThat(await(outbox.stampLeftBehind(Duration.ofHours(1)))).isZero();
        assertThat(await(outbox.stampLeftBehind(Duration.ZERO))).isEqualTo(1);
        assertThat(publishAll()).containsExactly(rule);
    }

    @Test
    void anotherTopicMakesAllLiveRulesUnpublishedAgain() {
        UUID rule = rule();
        publishAll();
        assertThat(await(outbox.writesTo("a"))).isFalse();
        assertThat(publishAll()).isEmpty();
        assertThat(await(outbox.writesTo("b"))).isTrue();
        assertThat(publishAll()).containsExactly(rule);
    }

    @Test
    void aClockThatGoesBackIsBelievedOnlyASecondAfterItHasCaughtUp() {
        assertThat(await(outbox.tick())).isTrue();
        STORES.sql("update revocation_clock set newest = clock_timestamp() + interval '1 hour'");
        assertThat(await(outbox.tick())).isFalse();
        STORES.sql("update revocation_clock set newest = clock_timestamp()");
        assertThat(await(outbox.tick())).isFalse();
        STORES.sql("update revocation_clock set not_before = clock_timestamp()");
        assertThat(await(outbox.tick())).isTrue();
    }
}
