package dev.countersign.revocation.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.revocation.fixture.TopicReader;
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
    void theBrokerAwayRulesWaitAndArriveWhenItIsBack() {
        RelayMeters meters = new RelayMeters();
        relay(meters);
        stack.stores().kafka().kill();
        List<UUID> rules = stack.revoke(50);
        assertThat(reader.rules()).doesNotContainAnyElementsOf(rules);
        // the relay has tried, holds no row for good, and says what waits
        TopicReader.await("depth", LONG, () -> meters.depth() == 50);
        TopicReader.await("lag", LONG, () -> meters.lagSeconds() > 2);
        assertThat(meters.heartbeatAgeSeconds()).isGreaterThan(1);
        List<UUID> more = stack.revoke(50);
        stack.stores().kafka().start();
        rules.forEach(rule -> reader.awaitRule(rule, LONG));
        more.forEach(rule -> reader.awaitRule(rule, LONG));
        awaitHeartbeat();
        assertNoHeartbeatOvertook();
        TopicReader.await("nothing waits", LONG, () -> meters.depth() == 0);
        assertThat(meters.lagSeconds()).isZero();
    }

    private void relay(RelayMeters meters) {
        relays.add(stack.relay(meters.registry()));
        awaitHeartbeat();
    }
}
