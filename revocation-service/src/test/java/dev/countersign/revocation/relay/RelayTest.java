package dev.countersign.revocation.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.revocation.fixture.TopicReader;
import dev.countersign.revocation.fixture.TopicReader.Read;
import dev.countersign.revocation.topic.RevocationTopic;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Transaction;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Design, Revocation 4. */
class RelayTest {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration LONG = Duration.ofSeconds(30);

    private static RelayStack stack;

    private TopicReader reader;
    private final List<Relay> relays = new ArrayList<>();

    @BeforeAll
    static void startStores() {
        stack = new RelayStack();
    }

    @AfterAll
    static void stopStores() {
        stack.close();
    }

    @BeforeEach
    void startReading() {
        reader = stack.reader();
    }

    @AfterEach
    void stop() {
        relays.forEach(Relay::close);
        reader.close();
    }

    /** Starts a relay and waits for its first heartbeat. */
    private Relay relay() {
        Relay relay = stack.relay();
        relays.add(relay);
        long now = clock().toEpochMilli();
        TopicReader.await("a heartbeat", LONG, () -> reader.newestHeartbeat() >= now);
        return relay;
    }

    private static Instant clock() {
        return stack.sql("select clock_timestamp()")
                .iterator()
                .next()
                .getOffsetDateTime(0)
                .toInstant();
    }

    @Test
    void aRuleArrivesWithinASecondOfItsAnswer() {
        relay();
        stack.revoke(20);
        long[] micros = new long[100];
        for (int i = 0; i < micros.length; i++) {
            UUID rule = stack.revoke();
            long answered = System.nanoTime();
            Read read = reader.awaitRule(rule, SECOND);
            micros[i] = Math.max(0, read.arrivedNanos() - answered) / 1000;
        }
        Arrays.sort(micros);
        System.out.printf(
                "stamp -> consumer: p50 %d us, p99 %d us, max %d us%n",
                micros[50], micros[98], micros[99]);
        assertThat(micros[99]).isLessThan(1_000_000);
    }

    @Test
    void aRuleWhoseRequestDiedBeforeStampingIsStampedAndPublished() {
        relay();
        UUID rule = stack.commitRule();
        Read read = reader.awaitRule(rule, SECOND.multipliedBy(2));
        Instant before = stampOf(rule);
        assertThat(read.value().get("before").longValue()).isEqualTo(before.toEpochMilli());
    }

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
        TopicReader.await("the pool recovers", LONG, RelayTest::databaseAnswers);
        reader.awaitRule(stack.revoke(), SECOND.multipliedBy(3));
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

    private static boolean databaseAnswers() {
        try {
            clock();
            return true;
        } catch (RuntimeException e) {
            return false;
        }
    }

    @Test
    void postgresRestartedLosesNothing() {
        relay();
        List<UUID> rules = new ArrayList<>(stack.revoke(5));
        stack.stores().postgres().kill();
        stack.stores().postgres().start();
        TopicReader.await("the pool recovers", LONG, RelayTest::databaseAnswers);
        rules.addAll(stack.revoke(5));
        rules.forEach(rule -> reader.awaitRule(rule, LONG));
    }

    @Test
    void theBrokerAwayRulesWaitAndArriveWhenItIsBack() {
        relay();
        stack.stores().kafka().kill();
        List<UUID> rules = stack.revoke(50);
        assertThat(reader.rules()).doesNotContainAnyElementsOf(rules);
        // the relay has tried and holds no row for good
        sleep(Duration.ofSeconds(3));
        List<UUID> more = stack.revoke(50);
        stack.stores().kafka().start();
        long back = clock().toEpochMilli();
        rules.forEach(rule -> reader.awaitRule(rule, LONG));
        more.forEach(rule -> reader.awaitRule(rule, LONG));
        TopicReader.await("heartbeats again", LONG, () -> reader.newestHeartbeat() > back);
        assertNoHeartbeatOvertook();
    }

    @Test
    void manyRelaysSideBySideLoseNothingThoughSomeDie() {
        relay();
        Relay second = relay();
        relay();
        List<UUID> rules = new ArrayList<>(stack.revoke(300));
        second.close();
        rules.addAll(stack.revoke(300));
        rules.forEach(rule -> reader.awaitRule(rule, LONG));
        long now = clock().toEpochMilli();
        TopicReader.await("heartbeats", LONG, () -> reader.newestHeartbeat() > now);
        assertNoHeartbeatOvertook();
    }

    @Test
    void aTransactionThatCommitsLateIsNotSkipped() {
        relay();
        SqlConnection connection = stack.pool().getConnection().await().atMost(LONG);
        Transaction open = connection.begin().await().atMost(LONG);
        Tuple rule = RelayStack.newRule();
        connection.preparedQuery(RelayStack.INSERT).execute(rule).await().atMost(LONG);
        long inserted = clock().toEpochMilli();
        TopicReader.await("a later T", LONG, () -> reader.newestHeartbeat() > inserted + 600);
        long promised = reader.newestHeartbeat();

        open.commit().await().atMost(LONG);
        connection.close().await().atMost(LONG);

        Read read = reader.awaitRule(rule.getUUID(0), SECOND);
        // T spoke of what was committed before it; this one stops later authorizations too
        assertThat(read.value().get("before").longValue()).isGreaterThan(promised);
        assertNoHeartbeatOvertook();
    }

    @Test
    void aRowThatAnotherRelayHoldsCountsAsUnpublished() {
        relay();
        UUID rule = stack.commitRule();
        SqlConnection connection = stack.pool().getConnection().await().atMost(LONG);
        Transaction open = connection.begin().await().atMost(LONG);
        connection
                .preparedQuery(
                        """
                        update revocation_rules
                          set before = clock_timestamp(), until = now() + interval '1 hour'
                        where id = $1
                        """)
                .execute(Tuple.of(rule))
                .await()
                .atMost(LONG);
        long held = clock().toEpochMilli();
        sleep(Duration.ofSeconds(2));
        assertThat(reader.newestHeartbeat()).isLessThanOrEqualTo(held);

        open.commit().await().atMost(LONG);
        connection.close().await().atMost(LONG);
        reader.awaitRule(rule, SECOND);
        TopicReader.await("heartbeats", LONG, () -> reader.newestHeartbeat() > held);
        assertNoHeartbeatOvertook();
    }

    @Test
    void heartbeatsReachEveryPartitionAtLeastOnceASecond() {
        relay();
        long start = clock().toEpochMilli();
        sleep(Duration.ofSeconds(5));
        for (int partition = 0; partition < RelayStack.PARTITIONS; partition++) {
            List<Read> heard =
                    reader.heartbeats(partition).stream()
                            .filter(read -> read.heartbeat() >= start)
                            .toList();
            assertThat(heard).hasSizeGreaterThanOrEqualTo(5);
            for (int i = 1; i < heard.size(); i++) {
                long gap = heard.get(i).arrivedNanos() - heard.get(i - 1).arrivedNanos();
                assertThat(Duration.ofNanos(gap)).isLessThan(SECOND);
            }
            assertThat(heard)
                    .allSatisfy(
                            read ->
                                    assertThat(read.value().get("partitions").intValue())
                                            .isEqualTo(RelayStack.PARTITIONS));
        }
    }

    @Test
    void aTopicMadeAnewGetsEveryLiveRuleBeforeItsFirstHeartbeat() throws Exception {
        relay();
        List<UUID> rules = stack.revoke(20);
        rules.forEach(rule -> reader.awaitRule(rule, SECOND));
        UUID dead = stack.revoke();
        reader.awaitRule(dead, SECOND);
        stack.sql("update revocation_rules set until = now() where id = $1", dead);
        reader.close();

        try (Admin admin = Admin.create(stack.kafka())) {
            admin.deleteTopics(List.of(RevocationTopic.NAME)).all().get();
        }
        TopicReader.await("made anew", LONG, stack::hasTopic);
        reader = new TopicReader(stack.stores().kafka().bootstrapServers(), RelayStack.PARTITIONS);

        long now = clock().toEpochMilli();
        TopicReader.await("a heartbeat", LONG, () -> reader.newestHeartbeat() > now);
        assertThat(reader.rules()).containsAll(rules).doesNotContain(dead);
        for (Read read : reader.all()) {
            assertThat(read.isHeartbeat() && firstRuleComesLater(read)).isFalse();
        }
    }

    private boolean firstRuleComesLater(Read heartbeat) {
        return reader.all().stream()
                .anyMatch(
                        read ->
                                !read.isHeartbeat()
                                        && read.partition() == heartbeat.partition()
                                        && read.offset() > heartbeat.offset());
    }

    @Test
    void aClockThatWentBackStampsNothingUntilASecondAfterItsNewestTime() {
        relay();
        stack.sql("update revocation_clock set newest = clock_timestamp() + interval '1 second'");
        long until = clock().plusSeconds(1).toEpochMilli();
        UUID rule = stack.revoke();
        assertThat(reader.rule(rule)).isEmpty();
        Read read = reader.awaitRule(rule, Duration.ofSeconds(5));
        assertThat(read.value().get("before").longValue()).isGreaterThan(until + 900);
        assertNoHeartbeatOvertook();
    }

    /** In no partition stands a heartbeat later than a rule's stamp before that rule. */
    private void assertNoHeartbeatOvertook() {
        long[] newest = new long[RelayStack.PARTITIONS];
        List<UUID> seen = new ArrayList<>();
        for (Read read : reader.all()) {
            if (read.isHeartbeat()) {
                newest[read.partition()] = Math.max(newest[read.partition()], read.heartbeat());
            } else if (!seen.contains(read.rule())) {
                seen.add(read.rule());
                assertThat(newest[read.partition()])
                        .isLessThanOrEqualTo(read.value().get("before").longValue());
            }
        }
    }

    private static Instant stampOf(UUID rule) {
        OffsetDateTime before =
                stack.sql("select before from revocation_rules where id = $1", rule)
                        .iterator()
                        .next()
                        .getOffsetDateTime(0);
        return before.toInstant();
    }

    private static void sleep(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
