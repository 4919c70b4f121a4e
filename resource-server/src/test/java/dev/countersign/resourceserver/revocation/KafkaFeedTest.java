package dev.countersign.resourceserver.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.embedded.Component;
import dev.countersign.embedded.EmbeddedStack;
import dev.countersign.resourceserver.revocation.Freshness.Stale;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The feed on a real broker. */
class KafkaFeedTest {

    private static final Duration BOUND = Duration.ofSeconds(2);

    private static EmbeddedStack stack;

    private final InstantSource clock = InstantSource.system();
    private final RevocationRules rules = new RevocationRules();
    private final Freshness freshness = new Freshness(BOUND, clock, System::nanoTime);
    private Acknowledgements acknowledgements;
    private RevocationFeed feed;
    private TestTopic topic;

    @BeforeAll
    static void startKafka() {
        stack = EmbeddedStack.start(Component.KAFKA);
    }

    @AfterAll
    static void stopKafka() {
        stack.close();
    }

    @BeforeEach
    void connect() {
        String servers = stack.kafka().bootstrapServers();
        Map<String, String> kafka = Map.of("bootstrap.servers", servers);
        topic = new TestTopic(servers);
        acknowledgements = new Acknowledgements(kafka, new InstanceName("api-1"), freshness, clock);
        feed = new KafkaFeed(kafka, new Intake(rules, freshness, acknowledgements::applied, clock));
    }

    @AfterEach
    void disconnect() throws Exception {
        feed.close();
        acknowledgements.close();
        topic.close();
        topic.delete();
    }

    @Test
    void isReadyOnceEveryRuleOfThePastIsKnown() throws Exception {
        topic.create(2);
        topic.send(0, TestTopic.ruleOn("grant-a"));
        topic.send(1, TestTopic.ruleOn("grant-b"));
        feed.start();
        await(() -> rules.size() == 2);
        assertThat(feed.ready()).isFalse();

        topic.beat();

        await(feed::ready);
        assertThat(stopped("grant-a")).isTrue();
        assertThat(stopped("grant-b")).isTrue();
        assertThat(stopped("grant-c")).isFalse();
    }

    @Test
    void aRuleIsInForceInAMoment() throws Exception {
        topic.create(2);
        topic.beat();
        feed.start();
        await(feed::ready);

        List<Duration> delays = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            String grant = "grant-" + i;
            long sent = System.nanoTime();
            topic.send(i % 2, TestTopic.ruleOn(grant));
            await(() -> stopped(grant));
            delays.add(Duration.ofNanos(System.nanoTime() - sent));
        }

        delays.sort(null);
        System.out.printf("rule to refusal: p50 %s, worst %s%n", delays.get(25), delays.get(49));
        assertThat(delays.get(25)).isLessThan(Duration.ofMillis(200));
        assertThat(delays.get(49)).isLessThan(Duration.ofSeconds(1));
    }

    /** A thread that ended silently would leave the API stale for ever. */
    @Test
    void anErrorDoesNotEndTheFeed() throws Exception {
        AtomicInteger failures = new AtomicInteger();
        Consumer<RevocationRule> failsOnce =
                rule -> {
                    if (failures.getAndIncrement() == 0) {
                        throw new StackOverflowError("only once");
                    }
                };
        topic.create(2);
        topic.send(0, TestTopic.ruleOn("grant-a"));
        topic.beat();
        Map<String, String> kafka = Map.of("bootstrap.servers", stack.kafka().bootstrapServers());
        try (KafkaFeed failing =
                new KafkaFeed(kafka, new Intake(rules, freshness, failsOnce, clock))) {
            failing.start();
            await(() -> failures.get() == 2);
            topic.beat();

            await(failing::ready);
            assertThat(stopped("grant-a")).isTrue();
        }
    }

    @Test
    void aTopicThatIsNotThereYetIsWaitedFor() throws Exception {
        feed.start();
        Thread.sleep(500);
        assertThat(freshness.stale()).contains(Stale.NOTHING_HEARD);

        topic.create(1);
        topic.beat();

        await(feed::ready);
    }

    @Test
    void aTopicThatGrowsIsReadInFull() throws Exception {
        topic.create(1);
        topic.beat();
        feed.start();
        await(feed::ready);

        topic.grow(3);
        topic.send(2, TestTopic.ruleOn("grant-of-a-new-partition"));

        await(() -> stopped("grant-of-a-new-partition"));
        await(() -> freshness.stale().isEmpty());
    }

    @Test
    void aBrokerThatIsAwayMakesItStaleAndNothingIsMissed() throws Exception {
        topic.create(1);
        topic.beat();
        feed.start();
        await(feed::ready);

        stack.kafka().kill();
        try {
            await(() -> freshness.stale().equals(Optional.of(Stale.TOO_OLD)));
            assertThat(feed.ready()).isTrue();
        } finally {
            stack.kafka().start();
        }

        topic.send(0, TestTopic.ruleOn("grant-after-the-pause"));
        await(() -> stopped("grant-after-the-pause"));
        await(() -> freshness.stale().isEmpty());
    }

    @Test
    void anotherTopicOfThatNameIsReadFromItsBeginning() throws Exception {
        topic.create(2);
        topic.beat();
        feed.start();
        await(feed::ready);
        topic.send(0, TestTopic.ruleOn("grant-of-the-first-topic"));
        await(() -> stopped("grant-of-the-first-topic"));

        topic.replace(1);
        topic.send(0, TestTopic.ruleOn("grant-of-the-second-topic"));
        topic.beat();

        await(() -> stopped("grant-of-the-second-topic"));
        await(() -> freshness.stale().isEmpty());
        assertThat(stopped("grant-of-the-first-topic")).isTrue();
    }

    @Test
    void aClockThatIsSetForwardForgetsNoRule() throws Exception {
        AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);
        feed =
                new KafkaFeed(
                        Map.of("bootstrap.servers", stack.kafka().bootstrapServers()),
                        new Intake(
                                rules,
                                freshness,
                                rule -> {},
                                () -> Instant.now().plus(ahead.get())));
        topic.create(1);
        topic.beat();
        feed.start();
        await(feed::ready);
        topic.send(0, TestTopic.ruleOn("grant-a"));
        await(() -> stopped("grant-a"));

        ahead.set(Duration.ofHours(2));
        topic.send(0, TestTopic.ruleOn("grant-b"));

        await(() -> stopped("grant-b"));
        assertThat(stopped("grant-a")).isTrue();
    }

    @Test
    void whatIsNotUnderstoodIsNotTakenForNothing() throws Exception {
        topic.create(1);
        topic.beat();
        feed.start();
        await(feed::ready);

        topic.send(0, "{'v':2,'id':'r','grant_id':'g','until':9}");

        await(() -> freshness.stale().equals(Optional.of(Stale.UNREADABLE_RECORD)));
    }

    @Test
    void whatIsAppliedIsAcknowledgedAndThenTheTimeUpToWhichAllIs() throws Exception {
        topic.create(1);
        acknowledgements.start();
        feed.start();
        topic.send(0, TestTopic.ruleOn("grant-a"));
        await(() -> rules.size() == 1);
        Instant applied = Instant.now();
        topic.beat();

        try (Acknowledged acknowledged = new Acknowledged(stack.kafka().bootstrapServers())) {
            assertThat(acknowledged.until("\"rule\":\"rule-grant-a\""))
                    .allSatisfy(it -> assertThat(it).contains("\"heartbeat\":0,"));
            assertThat(acknowledged.untilHeartbeatAfter(applied))
                    .allSatisfy(it -> assertThat(it).doesNotContain("rule-grant-a"));
        }
    }

    private boolean stopped(String grant) {
        return TokenOfGrant.isStopped(grant, rules);
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        Instant end = Instant.now().plusSeconds(30);
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).isBefore(end);
            Thread.sleep(1);
        }
    }
}
