package dev.countersign.revocation.feed;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.countersign.clients.StoredSecret;
import dev.countersign.embedded.EmbeddedStackResource;
import dev.countersign.protocol.GrantId;
import dev.countersign.protocol.request.ClientSecret;
import dev.countersign.protocol.revocation.RevocationRule;
import dev.countersign.protocol.secret.ServerKeys;
import dev.countersign.revocation.fixture.TopicReader;
import dev.countersign.revocation.topic.Topics;
import dev.countersign.store.revocation.RevocationRules;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With the relay of the same process behind it. */
@QuarkusTest
@QuarkusTestResource(EmbeddedStackResource.class)
class FeedResourceTest {

    private static final String PATH = "/revocations/feed";
    private static final String API = "feed-api";
    private static final String APPLICATION = "feed-web-app";
    private static final String PUBLIC = "feed-phone-app";
    private static final String SECRET = "a secret: with ä and +";
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonSchema SCHEMA = schema();

    @Inject Pool pool;
    @Inject ServerKeys keys;
    @Inject RevocationRules rules;
    @Inject MeterRegistry meters;

    @Inject
    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    @BeforeEach
    void register() {
        Buffer secret = Buffer.buffer(StoredSecret.of(new ClientSecret(SECRET), keys).bytes());
        sql(
                """
                insert into apis (identifier, name, introspection_client_id, introspection_secret)
                values ('https://feed.example', 'Feed', $1, $2) on conflict do nothing
                """,
                API,
                secret);
        String application =
                """
                insert into applications (client_id, name, type, secret)
                values ($1, $1, 'web', $2) on conflict do nothing
                """;
        sql(application, APPLICATION, secret);
        sql(application.replace("web", "native"), PUBLIC, null);
        TopicReader.await("caught up", LONG, () -> as(API).get(PATH).statusCode() == 200);
    }

    private void sql(String sql, @Nullable Object... values) {
        pool.preparedQuery(sql).execute(Tuple.from(values)).await().atMost(LONG);
    }

    /** RFC 6749 §2.3.1: id and secret are form-encoded first. */
    private static RequestSpecification as(String client) {
        return given().auth()
                .preemptive()
                .basic(client, URLEncoder.encode(SECRET, StandardCharsets.UTF_8));
    }

    private static JsonNode read(RequestSpecification request) {
        String text =
                request.get(PATH)
                        .then()
                        .statusCode(200)
                        .contentType("application/json")
                        .header("Cache-Control", "no-store")
                        .extract()
                        .asString();
        assertThat(SCHEMA.validate(text, InputFormat.JSON)).isEmpty();
        return tree(text);
    }

    private static JsonNode tree(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static JsonSchema schema() {
        try {
            return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                    .getSchema(Files.readString(Path.of("../docs/schemas/feed.schema.json")));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static boolean has(JsonNode answer, RevocationRule rule) {
        return answer.get("rules").findValuesAsText("id").contains(rule.id().toString());
    }

    private RevocationRule revoke() {
        RevocationRule rule =
                RevocationRule.onGrant(GrantId.endingAt(Instant.now().plusSeconds(3600)));
        rules.record(rule, "test", "test").await().atMost(LONG);
        return rule;
    }

    @Test
    void aRuleArrivesAtAWaitingRequestInAMoment() throws Exception {
        String cursor = read(as(API)).get("cursor").textValue();
        var waiting =
                CompletableFuture.supplyAsync(
                        () -> read(as(API).queryParam("after", cursor).queryParam("wait", 20)));
        long began = System.nanoTime();
        RevocationRule rule = revoke();

        JsonNode answer = waiting.get(10, TimeUnit.SECONDS);
        assertThat(has(answer, rule)).isTrue();
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(1));
        assertThat(answer.get("rules").get(0).get("v").intValue()).isEqualTo(1);
        assertThat(has(read(as(API)), rule)).isTrue();
    }

    @Test
    void theHeartbeatGrowsWithTheChain() {
        JsonNode first = read(as(API));
        RevocationRule rule = revoke();
        long stamped = System.currentTimeMillis();
        JsonNode next = first;
        boolean seen = false;
        for (int i = 0; i < 10 && next.get("heartbeat").longValue() <= stamped; i++) {
            next =
                    read(
                            as(API).queryParam("after", next.get("cursor").textValue())
                                    .queryParam("wait", 5));
            seen |= has(next, rule);
        }
        assertThat(next.get("heartbeat").longValue()).isGreaterThan(stamped);
        assertThat(seen).isTrue();
    }

    @Test
    void onlyAnApiMayReadIt() {
        for (String client : new String[] {APPLICATION, PUBLIC, "nobody"}) {
            as(client)
                    .get(PATH)
                    .then()
                    .statusCode(401)
                    .header("WWW-Authenticate", startsWith("Basic"))
                    .body("error", equalTo("invalid_client"));
        }
        given().get(PATH).then().statusCode(401).header("WWW-Authenticate", startsWith("Basic"));
        given().auth()
                .preemptive()
                .basic(API, "wrong")
                .get(PATH)
                .then()
                .statusCode(401)
                .body("error", equalTo("invalid_client"));
        given().header("Authorization", "Bearer x").get(PATH).then().statusCode(401);
    }

    /** A query stands in logs. */
    @Test
    void aSecretInTheQueryIsNoCredential() {
        given().queryParam("client_id", API)
                .queryParam("client_secret", SECRET)
                .get(PATH)
                .then()
                .statusCode(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"26", "-1", "x", "1.5", "99999999999"})
    void aWaitIsAtMostTwentyFiveWholeSeconds(String wait) {
        as(API).queryParam("wait", wait)
                .get(PATH)
                .then()
                .statusCode(400)
                .body("error", equalTo("invalid_request"));
    }

    @Test
    void aCursorThatIsNoneBeginsAnewAndAnEndlessOneIsRefused() {
        RevocationRule rule = revoke();
        TopicReader.await("the rule", LONG, () -> has(read(as(API)), rule));
        JsonNode answer = read(as(API).queryParam("after", "damaged"));
        assertThat(answer.get("reset").booleanValue()).isTrue();
        assertThat(has(answer, rule)).isTrue();
        as(API).queryParam("after", "a".repeat(3073)).get(PATH).then().statusCode(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<b>", "a b", "\u00e4", "a/b"})
    void anInstanceIsNamedByAWord(String instance) {
        as(API).queryParam("instance", instance)
                .get(PATH)
                .then()
                .statusCode(400)
                .body("error", equalTo("invalid_request"));
        as(API).queryParam("instance", "a".repeat(129)).get(PATH).then().statusCode(400);
    }

    /**
     * Whoever reads slowly holds its place, and no more than a piece of the answer, until it goes.
     */
    @Test
    void aLargeAnswerIsUnderWayUntilItIsRead() throws Exception {
        publishManyRules();
        TopicReader.await("the rules", LONG, () -> isLarge(read(as(API))));
        try (Socket slow = new Socket()) {
            slow.setReceiveBufferSize(4096);
            slow.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), RestAssured.port));
            // more than the kernel keeps for a connection
            slow.getOutputStream().write(request().repeat(16).getBytes(StandardCharsets.US_ASCII));
            TopicReader.await("under way", LONG, () -> largeAnswers() == 1);
            assertThat(isLarge(read(as(API)))).isTrue();
            assertThat(largeAnswers()).isEqualTo(1);
        }
        TopicReader.await("gone", LONG, () -> largeAnswers() == 0);
    }

    private void publishManyRules() {
        long until = System.currentTimeMillis() + 20_000;
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", bootstrapServers),
                        new StringSerializer(),
                        new StringSerializer())) {
            for (int i = 0; i < 3_000; i++) {
                String rule = Records.rule("x".repeat(100) + i, until);
                var unused = producer.send(new ProducerRecord<>(Topics.REVOCATIONS, rule));
            }
        }
    }

    private static boolean isLarge(JsonNode answer) {
        return answer.get("rules").size() >= 3_000;
    }

    private static String request() {
        String credentials = API + ":" + URLEncoder.encode(SECRET, StandardCharsets.UTF_8);
        return "GET %s HTTP/1.1\r\nHost: localhost\r\nAuthorization: Basic %s\r\n\r\n"
                .formatted(
                        PATH,
                        Base64.getEncoder()
                                .encodeToString(credentials.getBytes(StandardCharsets.US_ASCII)));
    }

    private double largeAnswers() {
        return meters.get("countersign.revocation.feed.large").gauge().value();
    }
}
