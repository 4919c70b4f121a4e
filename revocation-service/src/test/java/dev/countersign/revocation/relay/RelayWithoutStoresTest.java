package dev.countersign.revocation.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.clients.Rereading;
import dev.countersign.protocol.ClientId;
import dev.countersign.revocation.fixture.TopicReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Design, Revocation 4: PostgreSQL or the broker away, and back. */
class RelayWithoutStoresTest extends RelayRoom {

    @Test
    void theListeningConnectionIsTakenUpAgainAndPollingBridgesTheGap() {
        relay();
        int ended =
                stack.sql(
                                """
                                select pg_terminate_backend(pid) from pg_stat_activity
                                where pid <> pg_backend_pid() and backend_type = 'client backend'
                                """)
                        .size();
        assertThat(ended).isPositive();
        TopicReader.await("the pool recovers", LONG, this::databaseAnswers);
        reader.awaitRule(stack.revoke(), LONG);
        TopicReader.await(
                "listening again",
                LONG,
                () ->
                        stack.sql(
                                                """
                                                select 1 from pg_stat_activity
                                                where query in ('listen countersign_rules', 'select 1')
                                                """)
                                        .size()
                                > 0);
    }

    @Test
    void postgresRestartedLosesNothing() {
        relay();
        List<UUID> rules = new ArrayList<>(stack.revoke(5));
        stack.stores().postgres().kill();
        stack.stores().postgres().start();
        TopicReader.await("the pool recovers", LONG, this::databaseAnswers);
        rules.addAll(stack.revoke(5));
        rules.forEach(rule -> reader.awaitRule(rule, LONG));
    }

    @Test
    void theBrokerAwayRulesChangesAndActsWaitAndArriveWhenItIsBack() {
        RelayMeters meters = new RelayMeters();
        relay(meters);
        ChangesAndActs others = new ChangesAndActs();
        stack.stores().kafka().kill();
        others.happenInSilence();
        List<UUID> rules = stack.revoke(50);
        assertThat(reader.rules()).doesNotContainAnyElementsOf(rules);
        // the relay has tried, holds no row for good, and says what waits
        TopicReader.await("depth", LONG, () -> meters.depth() == 50);
        TopicReader.await("lag", LONG, () -> meters.lagSeconds() > 2);
        assertThat(meters.heartbeatAgeSeconds()).isGreaterThan(1);
        others.areSeenToWait();
        List<UUID> more = stack.revoke(50);
        stack.stores().kafka().start();
        rules.forEach(rule -> reader.awaitRule(rule, LONG));
        more.forEach(rule -> reader.awaitRule(rule, LONG));
        awaitHeartbeat();
        assertNoHeartbeatOvertook();
        TopicReader.await("nothing waits", LONG, () -> meters.depth() == 0);
        assertThat(meters.lagSeconds()).isZero();
        others.arrive();
    }

    /**
     * What else is published, through the same outage, for it takes long to bring a broker back.
     */
    private final class ChangesAndActs {

        private static final Rereading SOON =
                new Rereading(Duration.ofSeconds(2), Duration.ofMinutes(10));

        private final RelayMeters changes = new RelayMeters("countersign.applications");
        private final RelayMeters events = new RelayMeters("countersign.audit");
        private final Acts acts = closedLater(new Acts(stack));
        private final ClientId app = Replica.register(stack);
        private final String alice = "alice-" + app;
        private final Replica replica;

        ChangesAndActs() {
            relays.add(stack.changeRelay(changes.registry()));
            relays.add(stack.auditRelay(events.registry()));
            replica = closedLater(new Replica(stack, SOON));
            replica.listen();
            acts.act(alice, 1);
            TopicReader.await("the first", LONG, () -> acts.published(alice).size() == 1);
            assertThat(isEnabled()).isTrue();
        }

        private boolean isEnabled() {
            return replica.find(app).orElseThrow().enabled();
        }

        /** The change is in force without its event, after the bound. */
        void happenInSilence() {
            stack.sql("update applications set enabled = false where client_id = $1", app.value());
            long disabled = System.nanoTime();
            Acts.upTo(20).stream().skip(1).forEach(number -> acts.act(alice, number));
            TopicReader.await("disabled", LONG, () -> !isEnabled());
            assertThat(Duration.ofNanos(System.nanoTime() - disabled))
                    .isLessThan(SOON.unheard().plusSeconds(3));
        }

        void areSeenToWait() {
            TopicReader.await("depth", LONG, () -> changes.depth() > 0 && events.depth() == 19);
            TopicReader.await(
                    "lag", LONG, () -> changes.lagSeconds() > 1 && events.lagSeconds() > 1);
        }

        void arrive() {
            TopicReader.await("acts", LONG, () -> acts.published(alice).containsAll(Acts.upTo(20)));
            // one may come twice, and none before one that was done before it
            assertThat(acts.published(alice).stream().distinct())
                    .containsExactlyElementsOf(Acts.upTo(20));
            TopicReader.await("none waits", LONG, () -> changes.depth() + events.depth() == 0);
            replica.awaitHearing();
        }
    }

    private <T extends AutoCloseable> T closedLater(T it) {
        relays.add(it);
        return it;
    }

    private void relay(RelayMeters meters) {
        relays.add(stack.relay(meters.registry()));
        awaitHeartbeat();
    }
}
