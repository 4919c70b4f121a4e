package dev.countersign.revocation.feed;

import dev.countersign.embedded.Component;
import dev.countersign.embedded.EmbeddedStack;
import dev.countersign.embedded.KafkaServer;
import dev.countersign.protocol.ClientId;
import dev.countersign.protocol.error.OAuthException;
import dev.countersign.revocation.RevocationSettings;
import dev.countersign.revocation.fixture.TopicReader;
import dev.countersign.revocation.propagation.AcknowledgementWriter;
import dev.countersign.revocation.topic.TopicState;
import dev.countersign.revocation.topic.TopicUnavailable;
import dev.countersign.revocation.topic.Topics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Replicas of the feed on a real broker, which all rooms share; the test is the relay. */
abstract class FeedRoom {

    static final ClientId API = new ClientId("accounts-api");
    static final Duration LONG = Duration.ofSeconds(30);
    static final Duration ONE_SECOND = Duration.ofSeconds(1);
    static final Duration WAIT = Duration.ofSeconds(20);

    private static final EmbeddedStack STACK = EmbeddedStack.start(Component.KAFKA);
    private static final KafkaProducer<String, String> PRODUCER =
            new KafkaProducer<>(kafka(), new StringSerializer(), new StringSerializer());
    private static final RevocationSettings SETTINGS =
            new SmallRyeConfigBuilder()
                    .withMapping(RevocationSettings.class)
                    .withDefaultValue("countersign.revocation.feed.most-waiting", "4")
                    .withDefaultValue("countersign.revocation.feed.most-large-answers", "4")
                    .build()
                    .getConfigMapping(RevocationSettings.class);

    final List<Feed> feeds = new ArrayList<>();
    Topics topics;
    int partitions;

    static Map<String, Object> kafka() {
        return Map.of("bootstrap.servers", STACK.kafka().bootstrapServers());
    }

    @BeforeEach
    void makeTopic() {
        topics = new Topics(kafka(), SETTINGS);
        TopicReader.await("the topic", LONG, () -> state().isPresent());
        partitions = state().orElseThrow().partitions();
    }

    @AfterEach
    void stop() {
        feeds.forEach(Feed::close);
        topics.close();
    }

    Optional<TopicState> state() {
        try {
            return Optional.of(topics.revocations().current());
        } catch (TopicUnavailable e) {
            return Optional.empty();
        }
    }

    /** One more replica, started. */
    Feed feed() {
        Feed feed =
                new Feed(
                        kafka(),
                        topics,
                        SETTINGS,
                        new AcknowledgementWriter(kafka(), InstantSource.system()),
                        InstantSource.system(),
                        new SimpleMeterRegistry());
        feeds.add(feed);
        feed.start();
        return feed;
    }

    Feed caughtUp() {
        long at = beatAt(System.currentTimeMillis());
        Feed feed = feed();
        TopicReader.await("caught up", LONG, () -> hasHeard(feed, at));
        return feed;
    }

    static boolean hasHeard(Feed feed, long at) {
        try {
            return beginning(feed).heartbeat() == at;
        } catch (OAuthException e) {
            return false;
        }
    }

    static void send(int partition, String json) {
        try {
            PRODUCER.send(new ProducerRecord<>(Topics.REVOCATIONS, partition, null, json)).get();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    long beatAt(long at) {
        for (int partition = 0; partition < partitions; partition++) {
            send(partition, Records.heartbeat(at, partitions));
        }
        return at;
    }

    static FeedAnswer read(Feed feed, Optional<FeedCursor> after, Duration wait) {
        return feed.read(request(after.map(FeedCursor::toString), wait), API).await().atMost(LONG);
    }

    static FeedRequest request(Optional<String> after, Duration wait) {
        return new FeedRequest(after, wait, Optional.empty());
    }

    static CompletableFuture<FeedAnswer> waiting(Feed feed, FeedCursor after) {
        return asking(feed, after, API).subscribeAsCompletionStage();
    }

    static Uni<FeedAnswer> asking(Feed feed, FeedCursor after, ClientId api) {
        return feed.read(request(Optional.of(after.toString()), WAIT), api);
    }

    static FeedAnswer beginning(Feed feed) {
        return read(feed, Optional.empty(), Duration.ZERO);
    }

    /** Its data end with the JVM. */
    static KafkaServer broker() {
        return STACK.kafka();
    }
}
