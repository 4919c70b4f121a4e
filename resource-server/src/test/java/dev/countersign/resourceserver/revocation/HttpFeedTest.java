package dev.countersign.resourceserver.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.resourceserver.CapturedLog;
import dev.countersign.resourceserver.issuer.ApiCredentials;
import dev.countersign.resourceserver.issuer.IssuerHttp;
import dev.countersign.resourceserver.revocation.Freshness.Stale;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The feed over HTTP, against a server that plays the issuer's end. */
class HttpFeedTest {

    private static final Duration BOUND = Duration.ofSeconds(1);

    private final RevocationRules rules = new RevocationRules();
    private final Freshness freshness =
            new Freshness(BOUND, InstantSource.system(), System::nanoTime);
    private final IssuerHttp http = new IssuerHttp();
    private TestFeedServer server;
    private HttpFeed feed;

    @BeforeEach
    void connect() throws Exception {
        server = new TestFeedServer();
        feed =
                new HttpFeed(
                        server.address(),
                        http,
                        new ApiCredentials("accounts-api", "guarded"),
                        new InstanceName("host:1"),
                        new Intake(rules, freshness, rule -> {}, InstantSource.system()));
    }

    @AfterEach
    void disconnect() {
        feed.close();
        http.close();
        server.close();
    }

    @Test
    void isReadyOnceEveryRuleOfThePastIsKnown() throws Exception {
        IntStream.range(0, 5).forEach(i -> server.add(TestTopic.ruleOn("grant-" + i)));
        server.beats(0);
        feed.start();
        await(() -> rules.size() == 5);
        assertThat(feed.ready()).isFalse();

        server.beats(10);

        await(feed::ready);
        assertThat(stopped("grant-0")).isTrue();
        assertThat(stopped("grant-4")).isTrue();
        assertThat(stopped("grant-5")).isFalse();
    }

    @Test
    void aRuleIsInForceInAMoment() throws Exception {
        feed.start();
        await(feed::ready);

        List<Duration> delays = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            String grant = "grant-" + i;
            long sent = System.nanoTime();
            server.add(TestTopic.ruleOn(grant));
            await(() -> stopped(grant));
            delays.add(Duration.ofNanos(System.nanoTime() - sent));
        }

        delays.sort(null);
        System.out.printf("rule to refusal: p50 %s, worst %s%n", delays.get(10), delays.getLast());
        assertThat(delays.getLast()).isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void asksAsThisApiAndGoesOnWhereItWas() throws Exception {
        server.add(TestTopic.ruleOn("grant-a"));
        feed.start();
        await(feed::ready);
        await(() -> server.requests().size() > 2);

        // accounts-api:guarded
        String basic = "Basic YWNjb3VudHMtYXBpOmd1YXJkZWQ= ";
        assertThat(server.requests())
                .allMatch(it -> it.startsWith(basic + "wait=3&instance=host%3A1"));
        assertThat(server.requests().getFirst()).isEqualTo(basic + "wait=3&instance=host%3A1");
        assertThat(server.requests().getLast())
                .isEqualTo(basic + "wait=3&instance=host%3A1&after=first%3A1");
    }

    /** RFC 9110 §10.2.3. */
    @Test
    void anIssuerThatAsksForTimeGetsIt() throws Exception {
        server.answers(503);
        server.retryAfter("1");
        long began = System.nanoTime();
        feed.start();
        await(() -> server.requests().size() == 2);

        assertThat(Duration.ofNanos(System.nanoTime() - began))
                .isGreaterThanOrEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void anIssuerThatIsAwayIsReportedOnce() throws Exception {
        try (CapturedLog log = new CapturedLog(HttpFeed.class)) {
            server.answers(503);
            feed.start();
            await(() -> server.requests().size() == 4);

            assertThat(log.lines()).hasSize(1).first().asString().contains("503");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 503})
    void anIssuerThatIsAwayMakesItStaleAndNothingIsMissed(int status) throws Exception {
        feed.start();
        await(feed::ready);

        server.answers(status);
        server.add(TestTopic.ruleOn("grant-in-the-pause"));
        await(() -> freshness.stale().equals(Optional.of(Stale.TOO_OLD)));
        assertThat(feed.ready()).isTrue();
        assertThat(stopped("grant-in-the-pause")).isFalse();

        server.answers(200);
        await(() -> stopped("grant-in-the-pause"));
        await(() -> freshness.stale().isEmpty());
    }

    /** A page of a proxy, a damaged answer, one without end: asked again from the same place. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<html>sign in to the network</html>",
                "{'v':1,'cursor':'first:9','rules':{},'more':false}",
                "{'v':1,'cursor':'','rules':[],'more':false}",
                "{'v':1,'rules':[],'more':false}",
                "{'v':1,'cursor':'first:9','rules':[]}",
                "{'v':1,'cursor':'first:9','heartbeat':'now','rules':[],'more':false}",
                "{'v':1,'v':1,'cursor':'first:9','rules':[],'more':false}",
                "{}",
            })
    void whatIsNoAnswerMovesNothing(String body) throws Exception {
        server.says(body);
        server.add(TestTopic.ruleOn("grant-a"));
        feed.start();
        await(() -> server.requests().size() > 1);
        assertThat(freshness.stale()).contains(Stale.NOTHING_HEARD);
        assertThat(feed.ready()).isFalse();

        server.says("");

        await(() -> stopped("grant-a"));
        await(feed::ready);
    }

    @Test
    void anAnswerThatIsTooLargeIsNotRead() throws Exception {
        server.says("{'x':'" + "x".repeat(16 * 1024 * 1024) + "'}");
        feed.start();
        await(() -> server.requests().size() > 1);
        assertThat(feed.ready()).isFalse();

        server.says("");

        await(feed::ready);
    }

    @Test
    void aTopicMadeAnewIsReadFromItsBeginningAndNothingIsForgotten() throws Exception {
        server.add(TestTopic.ruleOn("grant-of-the-first"));
        feed.start();
        await(() -> stopped("grant-of-the-first"));

        server.beginsAnew();
        server.add(TestTopic.ruleOn("grant-of-the-second"));

        await(() -> stopped("grant-of-the-second"));
        await(() -> freshness.stale().isEmpty());
        assertThat(stopped("grant-of-the-first")).isTrue();
    }

    @Test
    void aChainThatAlwaysBeginsAnewIsNoFlood() throws Exception {
        server.add(TestTopic.ruleOn("grant-a"));
        server.says(
                "{'v':1,'cursor':'anew:#','rules':[%s],'more':false,'reset':true}"
                        .formatted(TestTopic.ruleOn("grant-a")));
        long began = System.nanoTime();
        feed.start();
        await(() -> server.requests().size() >= 5);

        assertThat(Duration.ofNanos(System.nanoTime() - began))
                .isGreaterThanOrEqualTo(Duration.ofMillis(4 * 200));
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
        try (HttpFeed failing =
                new HttpFeed(
                        server.address(),
                        http,
                        new ApiCredentials("accounts-api", "guarded"),
                        new InstanceName("host:1"),
                        new Intake(rules, freshness, failsOnce, InstantSource.system()))) {
            server.add(TestTopic.ruleOn("grant-a"));
            failing.start();

            await(failing::ready);
            assertThat(failures).hasValue(2);
            assertThat(stopped("grant-a")).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 404, 410})
    void aCursorThatIsRefusedIsDropped(int status) throws Exception {
        server.add(TestTopic.ruleOn("grant-a"));
        feed.start();
        await(() -> lastRequest().contains("after"));

        server.answers(status);
        await(() -> !lastRequest().contains("after"));
        server.answers(200);

        await(() -> lastRequest().contains("after"));
        assertThat(rules.size()).isEqualTo(1);
    }

    /** Contract section 5: at an unknown v the policy applies until it is upgraded. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'v':2,'batches':[]}",
                "{'v':1,'cursor':'first:1','rules':[{'v':2,'id':'r','until':9}],'more':false}",
                "{'v':1,'cursor':'first:1','rules':[7],'more':false}",
            })
    void whatIsNotUnderstoodIsNotTakenForNothing(String body) throws Exception {
        feed.start();
        await(feed::ready);

        server.says(body);
        await(() -> freshness.stale().equals(Optional.of(Stale.UNREADABLE_RECORD)));
        assertThat(feed.ready()).isTrue();
    }

    @Test
    void aHeartbeatCountsOnceNothingMoreIsToCome() {
        assertThat(read("{'v':1,'cursor':'c','heartbeat':9,'rules':[],'more':true}").heartbeat())
                .isEmpty();
        assertThat(read("{'v':1,'cursor':'c','heartbeat':9,'rules':[],'more':false}").heartbeat())
                .isPresent();
    }

    @Test
    void credentialsThatAreRefusedAreTriedSeldomAndNotPrinted() throws Exception {
        try (CapturedLog log = new CapturedLog(HttpFeed.class)) {
            server.answers(401);
            feed.start();
            await(() -> !log.lines().isEmpty());

            assertThat(log.lines().toString())
                    .contains("401")
                    .doesNotContain("guarded")
                    .doesNotContain("YWNjb3");
            // other failures are tried again after a quarter of a second at most
            Thread.sleep(600);
            assertThat(server.requests()).hasSize(1);
        }
    }

    private String lastRequest() {
        List<String> requests = server.requests();
        return requests.isEmpty() ? "" : requests.getLast();
    }

    private static FeedAnswer read(String json) {
        return FeedAnswer.read(FeedRecordReader.parse(json.replace('\'', '"')));
    }

    private boolean stopped(String grant) {
        return TokenOfGrant.isStopped(grant, rules);
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        Instant end = Instant.now().plusSeconds(20);
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).isBefore(end);
            Thread.sleep(1);
        }
    }
}
