package dev.countersign.revocation.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.embedded.Component;
import dev.countersign.embedded.EmbeddedStack;
import dev.countersign.protocol.ClientId;
import dev.countersign.protocol.error.OAuthException;
import dev.countersign.revocation.RevocationSettings;
import dev.countersign.revocation.fixture.TopicReader;
import dev.countersign.revocation.topic.RevocationTopic;
import dev.countersign.revocation.topic.TopicState;
import dev.countersign.revocation.topic.TopicUnavailable;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.mutiny.subscription.Cancellable;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Replicas of the feed on a real broker; the test is the relay. */
class FeedOnKafkaTest {

    private static final ClientId API = new ClientId("accounts-api");
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration ONE_SECOND = Duration.ofSeconds(1);
    private static final Duration WAIT = Duration.ofSeconds(20);

    private static EmbeddedStack stack;
    private static KafkaProducer<String, String> producer;
    private static RevocationSettings settings;

    private final List<Feed> feeds = new ArrayList<>();
    private RevocationTopic topic;
    private int partitions;

    @BeforeAll
    static void startKafka() {
        stack = EmbeddedStack.start(Component.KAFKA);
        producer = new KafkaProducer<>(kafka(), new StringSerializer(), new StringSerializer());
        settings =
                new SmallRyeConfigBuilder()
                        .withMapping(RevocationSettings.class)
                        .withDefaultValue("countersign.revocation.feed.most-waiting", "4")
                        .build()
                        .getConfigMapping(RevocationSettings.class);
    }

    @AfterAll
    static void stopKafka() {
        producer.close(Duration.ZERO);
        stack.close();
    }

    private static Map<String, Object> kafka() {
        return Map.of("bootstrap.servers", stack.kafka().bootstrapServers());
    }

    @BeforeEach
    void makeTopic() {
        topic = new RevocationTopic(kafka(), settings);
        TopicReader.await("the topic", LONG, () -> state().isPresent());
        partitions = state().orElseThrow().partitions();
    }

    @AfterEach
    void stop() {
        feeds.forEach(Feed::close);
        topic.close();
    }

    private Optional<TopicState> state() {
        try {
            return Optional.of(topic.current());
        } catch (TopicUnavailable e) {
            return Optional.empty();
        }
    }

    /** One more replica, started. */
    private Feed feed() {
        Feed feed =
                new Feed(
                        kafka(),
                        topic,
                        settings,
                        InstantSource.system(),
                        new SimpleMeterRegistry());
        feeds.add(feed);
        feed.start();
        return feed;
    }

    private Feed caughtUp() {
        long at = beatAt(System.currentTimeMillis());
        Feed feed = feed();
        TopicReader.await("caught up", LONG, () -> hasHeard(feed, at));
        return feed;
    }

    private static boolean hasHeard(Feed feed, long at) {
        try {
            return beginning(feed).heartbeat() == at;
        } catch (OAuthException e) {
            return false;
        }
    }

    private static void send(int partition, String json) {
        try {
            producer.send(new ProducerRecord<>(RevocationTopic.NAME, partition, null, json)).get();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private long beatAt(long at) {
        for (int partition = 0; partition < partitions; partition++) {
            send(partition, Records.heartbeat(at, partitions));
        }
        return at;
    }

    private static FeedAnswer read(Feed feed, Optional<FeedCursor> after, Duration wait) {
        return feed.read(after.map(FeedCursor::toString), wait, API).await().atMost(LONG);
    }

    private static CompletableFuture<FeedAnswer> waiting(Feed feed, FeedCursor after) {
        return feed.read(Optional.of(after.toString()), WAIT, API).subscribeAsCompletionStage();
    }

    @Test
    void aReplicaThatNeverCaughtUpRefuses() {
        Feed feed = feed();
        assertThatThrownBy(() -> read(feed, Optional.empty(), Duration.ZERO))
                .isInstanceOf(OAuthException.class);
    }

    @Test
    void aRuleEndsTheWaitingOfAllAtOnceAndAChainGoesOnAtAnotherReplica() throws Exception {
        Feed one = caughtUp();
        Feed two = caughtUp();
        FeedCursor cursor = read(one, Optional.empty(), Duration.ZERO).cursor();
        var first = waiting(one, cursor);
        var second = waiting(two, cursor);

        String rule = Records.liveRule("chain-1");
        send(1, rule);
        long sent = System.nanoTime();
        FeedAnswer answer = first.get(1, TimeUnit.SECONDS);
        assertThat(answer.rules()).containsExactly(rule);
        assertThat(second.get(1, TimeUnit.SECONDS).rules()).containsExactly(rule);
        assertThat(Duration.ofNanos(System.nanoTime() - sent)).isLessThan(Duration.ofMillis(700));

        String next = Records.liveRule("chain-2");
        send(2, next);
        assertThat(read(two, Optional.of(answer.cursor()), WAIT).rules()).containsExactly(next);
    }

    @Test
    void aHeartbeatAloneIsAnAnswerAfterASecond() throws Exception {
        Feed feed = caughtUp();
        FeedAnswer known = read(feed, Optional.empty(), Duration.ZERO);
        long began = System.nanoTime();
        var waiting = waiting(feed, known.cursor());
        long at = beatAt(known.heartbeat() + 1);

        FeedAnswer answer = waiting.get(5, TimeUnit.SECONDS);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThanOrEqualTo(ONE_SECOND);
        assertThat(answer.heartbeat()).isEqualTo(at);
        assertThat(answer.rules()).isEmpty();
    }

    @Test
    void withoutNewsTheAnswerComesWhenTheWaitIsOverWithTheOldHeartbeat() {
        Feed feed = caughtUp();
        FeedAnswer known = read(feed, Optional.empty(), Duration.ZERO);
        FeedAnswer answer = read(feed, Optional.of(known.cursor()), ONE_SECOND);
        assertThat(answer.heartbeat()).isEqualTo(known.heartbeat());
    }

    @Test
    void aDamagedCursorBeginsAnew() {
        Feed feed = caughtUp();
        String rule = Records.liveRule("after-damage");
        send(0, rule);
        TopicReader.await("the rule", LONG, () -> beginning(feed).rules().contains(rule));
        String cursor = beginning(feed).cursor().toString();
        FeedAnswer answer =
                feed.read(Optional.of("x" + cursor.substring(1)), WAIT, API).await().atMost(LONG);
        assertThat(answer.reset()).isTrue();
        assertThat(answer.rules()).contains(rule);
    }

    private static FeedAnswer beginning(Feed feed) {
        return read(feed, Optional.empty(), Duration.ZERO);
    }

    /** The log lost its end: what comes at those places now is something else. */
    @Test
    void aPlaceThatTheTopicDoesNotHaveBeginsAnew() throws Exception {
        Feed feed = caughtUp();
        FeedAnswer known = beginning(feed);
        FeedCursor beyond =
                new FeedCursor(known.cursor().topicId(), List.of(1L << 40, 1L << 40, 1L << 40));
        var waiting = waiting(feed, beyond);
        beatAt(known.heartbeat() + 1);
        assertThat(waiting.get(5, TimeUnit.SECONDS).reset()).isTrue();
    }

    @Test
    void anotherTopicOfThatNameBeginsAnewAndNothingOfItIsSkipped() throws Exception {
        Feed feed = caughtUp();
        FeedCursor cursor = beginning(feed).cursor();
        var waiting = waiting(feed, cursor);
        try (Admin admin = Admin.create(kafka())) {
            admin.deleteTopics(List.of(RevocationTopic.NAME)).all().get();
        }
        TopicReader.await(
                "made anew",
                LONG,
                () ->
                        state().map(TopicState::id)
                                .filter(it -> !it.equals(cursor.topicId()))
                                .isPresent());
        // more than were read of the former one, so the old places exist
        for (int i = 0; i < 200; i++) {
            send(i % partitions, Records.liveRule("anew-" + i));
        }
        beatAt(System.currentTimeMillis() + 5);

        FeedAnswer answer = first(feed, waiting, cursor);
        assertThat(answer.reset()).isTrue();
        assertThat(answer.rules()).hasSize(200);
    }

    /** Until then it may be answered with what is read at the old places. */
    private FeedAnswer first(Feed feed, CompletableFuture<FeedAnswer> waiting, FeedCursor cursor)
            throws Exception {
        FeedAnswer answer = waiting.get(20, TimeUnit.SECONDS);
        for (int i = 0; i < 100 && !answer.reset(); i++) {
            answer = read(feed, Optional.of(answer.cursor()), ONE_SECOND);
        }
        assertThat(answer.cursor().topicId()).isNotEqualTo(cursor.topicId());
        return answer;
    }

    @Test
    void placesAreBoundedAndOneApiLeavesRoomForTheOthers() {
        Feed feed = caughtUp();
        FeedCursor cursor = beginning(feed).cursor();
        var first = waiting(feed, cursor);
        var second = waiting(feed, cursor);
        assertThat(waiting(feed, cursor)).isCompletedExceptionally();
        ClientId other = new ClientId("other-api");
        var third =
                feed.read(Optional.of(cursor.toString()), WAIT, other).subscribeAsCompletionStage();
        assertThat(first).isNotDone();
        assertThat(second).isNotDone();
        assertThat(third).isNotDone();
    }

    @Test
    void whoHangsUpLeavesAPlace() {
        Feed feed = caughtUp();
        FeedCursor cursor = beginning(feed).cursor();
        for (int i = 0; i < 10; i++) {
            Cancellable request =
                    feed.read(Optional.of(cursor.toString()), WAIT, API)
                            .subscribe()
                            .with(answer -> {});
            request.cancel();
        }
        assertThat(waiting(feed, cursor)).isNotDone();
    }

    @Test
    void theEndOfTheProcessEndsTheWaiting() throws Exception {
        Feed feed = caughtUp();
        FeedAnswer known = beginning(feed);
        var waiting = waiting(feed, known.cursor());
        feed.end();
        assertThat(waiting.get(1, TimeUnit.SECONDS).heartbeat()).isEqualTo(known.heartbeat());
        assertThat(waiting(feed, known.cursor())).isDone();
    }
}
