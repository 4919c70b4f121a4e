package dev.countersign.api;

import static io.restassured.RestAssured.given;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Plays revocation-service: makes the topics, beats twice a second, publishes rules. */
public final class TestRelay implements BeforeEachCallback {

    private static final String RULES = "countersign.revocations";
    private static final int PARTITIONS = 2;

    private static @Nullable KafkaProducer<String, String> producer;

    private static KafkaProducer<String, String> start(Map<String, Object> kafka)
            throws InterruptedException {
        try (Admin admin = Admin.create(kafka)) {
            admin.createTopics(
                            List.of(
                                    new NewTopic(RULES, PARTITIONS, (short) 1),
                                    new NewTopic("countersign.applied", 1, (short) 1)))
                    .all()
                    .get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw new IllegalStateException(e);
            }
        }
        KafkaProducer<String, String> started =
                new KafkaProducer<>(kafka, new StringSerializer(), new StringSerializer());
        ScheduledExecutorService beats =
                new ScheduledThreadPoolExecutor(1, Thread.ofPlatform().daemon().factory());
        var unused = beats.scheduleAtFixedRate(() -> beat(started), 0, 500, TimeUnit.MILLISECONDS);
        return started;
    }

    /** Once for all tests of the JVM: the application is one for all of them, too. */
    @Override
    public void beforeEach(ExtensionContext context) throws InterruptedException {
        if (producer == null) {
            String servers =
                    ConfigProvider.getConfig().getValue("kafka.bootstrap.servers", String.class);
            producer = start(Map.of("bootstrap.servers", servers));
        }
        awaitStatus(200, TestTokens.of("warm-up", "accounts:read"));
    }

    public static void revokeGrantOf(String user) {
        long now = System.currentTimeMillis();
        send(
                Objects.requireNonNull(producer),
                0,
                "{\"v\":1,\"id\":\"rule-%s\",\"grant_id\":\"grant-of-%s\",\"before\":%d,\"until\":%d}"
                        .formatted(user, user, now, now + 3_900_000));
    }

    /** Asks for the accounts until the answer has this status. */
    public static void awaitStatus(int status, String token) {
        Instant end = Instant.now().plus(Duration.ofSeconds(45));
        while (statusOf(token) != status) {
            if (Instant.now().isAfter(end)) {
                throw new AssertionError("still " + statusOf(token) + ", not " + status);
            }
        }
    }

    private static int statusOf(String token) {
        return given().auth().oauth2(token).get("/api/accounts").statusCode();
    }

    private static void beat(KafkaProducer<String, String> to) {
        for (int partition = 0; partition < PARTITIONS; partition++) {
            send(
                    to,
                    partition,
                    "{\"v\":1,\"heartbeat\":%d,\"partitions\":%d}"
                            .formatted(System.currentTimeMillis(), PARTITIONS));
        }
    }

    private static void send(KafkaProducer<String, String> to, int partition, String json) {
        var unused = to.send(new ProducerRecord<>(RULES, partition, null, json));
    }
}
