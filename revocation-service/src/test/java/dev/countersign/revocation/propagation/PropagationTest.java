package dev.countersign.revocation.propagation;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.countersign.embedded.EmbeddedStackResource;
import dev.countersign.revocation.fixture.Administration;
import dev.countersign.revocation.fixture.Administration.Person;
import dev.countersign.revocation.fixture.TopicReader;
import dev.countersign.revocation.topic.Topics;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.net.URL;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The test is two API instances, by the documented format. */
@QuarkusTest
@QuarkusTestResource(EmbeddedStackResource.class)
@SuppressWarnings("NullAway.Init")
class PropagationTest {

    private static final Duration LONG = Duration.ofSeconds(30);

    @Inject Administration administration;

    @Inject
    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    @TestHTTPResource(value = "/metrics", management = true)
    @Nullable URL metrics;

    private final String quick = "quick-" + UUID.randomUUID();
    private final String slow = "slow-" + UUID.randomUUID();
    private Person person;
    private KafkaProducer<String, String> producer;

    @BeforeEach
    void connect() {
        person = administration.administrator();
        producer =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", bootstrapServers),
                        new StringSerializer(),
                        new StringSerializer());
    }

    @AfterEach
    void disconnect() {
        producer.close(Duration.ZERO);
    }

    private void says(String instance, String what, Instant at) {
        String value =
                "{\"v\":1,\"instance\":\"%s\",%s,\"applied_at\":%d}"
                        .formatted(instance, what, at.toEpochMilli());
        try {
            producer.send(new ProducerRecord<>(Topics.ACKNOWLEDGEMENTS, instance, value)).get();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private void hasAllUntil(String instance, Instant until) {
        says(instance, "\"heartbeat\":" + until.toEpochMilli(), Instant.now());
    }

    private void has(String instance, UUID rule, Instant at) {
        says(instance, "\"rule\":\"" + rule + "\"", at);
    }

    private UUID revoke() {
        return UUID.fromString(
                given().auth()
                        .oauth2(administration.token(person, "tokens:revoke"))
                        .contentType("application/json")
                        .body(
                                Map.of(
                                        "user",
                                        person.user().toString(),
                                        "before",
                                        "2026-01-01T00:00:00Z"))
                        .post("/admin/revocations")
                        .then()
                        .statusCode(201)
                        .extract()
                        .path("id"));
    }

    private JsonPath report(UUID rule) {
        return given().auth()
                .oauth2(administration.token(person, "tokens:read"))
                .get("/admin/revocations/" + rule)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private List<String> lagging(UUID rule) {
        return report(rule).getList("lagging");
    }

    /** Also for a rule whose own instant lies far in the past: what counts is when it was given. */
    @Test
    void whoHasARuleIsShownWithTheTimeAndWhoLagsByName() {
        hasAllUntil(quick, Instant.now());
        hasAllUntil(slow, Instant.now());
        UUID rule = revoke();
        Instant stamped = stamped(rule);
        TopicReader.await("both lag", LONG, () -> lagging(rule).containsAll(List.of(quick, slow)));
        double measured = measured("count");
        double sum = measured("sum");

        has(quick, rule, stamped.plusMillis(40));

        TopicReader.await("applied", LONG, () -> !lagging(rule).contains(quick));
        JsonPath report = report(rule);
        assertThat(report.getString("id")).isEqualTo(rule.toString());
        Map<String, Object> at =
                report.getMap("instances.find { it.instance == '%s' }".formatted(quick));
        assertThat(at).containsEntry("state", "applied").containsEntry("millis_after", 40);
        assertThat(Instant.parse((String) at.get("applied_at"))).isEqualTo(stamped.plusMillis(40));
        assertThat(lagging(rule)).contains(slow);
        TopicReader.await("measured", LONG, () -> measured("count") == measured + 1);
        assertThat(measured("sum") - sum).isCloseTo(0.04, within(0.000_001));
        assertThat(measured("bucket\\{le=\"\\+Inf\"}")).isEqualTo(measured + 1);

        hasAllUntil(slow, stamped.plusMillis(1));
        TopicReader.await("nobody lags", LONG, () -> !lagging(rule).contains(slow));
        assertThat(report(rule).getMap("instances.find { it.instance == '%s' }".formatted(slow)))
                .containsOnly(Map.entry("instance", slow), Map.entry("state", "applied"));
    }

    private Instant stamped(UUID rule) {
        return administration
                .sql("select stamped_at from revocation_rules where id = $1", rule)
                .iterator()
                .next()
                .getOffsetDateTime(0)
                .toInstant();
    }

    private double measured(String what) {
        String line = "revocation_propagation_seconds_%s (\\S+)".formatted(what);
        Matcher found =
                Pattern.compile(line).matcher(given().get(metrics).then().extract().asString());
        assertThat(found.find()).as(line).isTrue();
        return Double.parseDouble(found.group(1));
    }

    @Test
    void aClockThatIsBehindMeasuresNothingBelowZeroAndIsCounted() {
        hasAllUntil(quick, Instant.now());
        UUID rule = revoke();
        has(quick, rule, stamped(rule).minusSeconds(3));
        TopicReader.await(
                "counted",
                LONG,
                () -> given().get(metrics).asString().contains("propagation_skewed_total 1.0"));
        int after =
                report(rule)
                        .getInt(
                                "instances.find { it.instance == '%s' }.millis_after"
                                        .formatted(quick));
        assertThat(after).isZero();
    }
}
