package dev.countersign.revocation.propagation;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.clients.StoredSecret;
import dev.countersign.embedded.EmbeddedStackResource;
import dev.countersign.protocol.request.ClientSecret;
import dev.countersign.protocol.secret.ServerKeys;
import dev.countersign.revocation.fixture.Administration;
import dev.countersign.revocation.fixture.Administration.Person;
import dev.countersign.revocation.fixture.TopicReader;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.vertx.core.buffer.Buffer;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The test is API instances that reach no Kafka. */
@QuarkusTest
@QuarkusTestResource(EmbeddedStackResource.class)
@SuppressWarnings("NullAway.Init")
class PropagationOverHttpTest {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final String API = "followed-api";
    private static final String OTHER = "other-followed-api";
    private static final String SECRET = "guarded";

    @Inject Administration administration;
    @Inject ServerKeys keys;

    private final String quick = "quick-" + UUID.randomUUID();
    private final String slow = "slow-" + UUID.randomUUID();
    private Person person;

    @BeforeEach
    void register() {
        person = administration.administrator();
        Buffer secret = Buffer.buffer(StoredSecret.of(new ClientSecret(SECRET), keys).bytes());
        for (String api : new String[] {API, OTHER}) {
            administration.sql(
                    """
                    insert into apis (identifier, name, introspection_client_id, introspection_secret)
                    values ('https://' || $1 || '.example', $1, $1, $2) on conflict do nothing
                    """,
                    api,
                    secret);
        }
        TopicReader.await("caught up", LONG, () -> ask(API, quick, "").statusCode() == 200);
    }

    private static Response ask(String api, String instance, String after) {
        return ask(api, instance, after, 0);
    }

    private static Response ask(String api, String instance, String after, int wait) {
        return given().auth()
                .preemptive()
                .basic(api, SECRET)
                .queryParam("instance", instance)
                .queryParam("after", after)
                .queryParam("wait", wait)
                .get("/revocations/feed");
    }

    /** Asks until it holds the rule, which it has applied when it asks for more. */
    private static String readsUntil(String api, String instance, String cursor, UUID rule) {
        String after = cursor;
        for (int i = 0; i < 20; i++) {
            JsonPath answer = ask(api, instance, after, 2).jsonPath();
            after = answer.getString("cursor");
            if (answer.getList("rules.id").contains(rule.toString())) {
                return after;
            }
        }
        throw new AssertionError("it never came: " + rule);
    }

    /** All that is live, and a cursor that speaks of a time. */
    private static String begins(String api, String instance) {
        JsonPath answer = ask(api, instance, "").jsonPath();
        while (answer.getBoolean("more")) {
            answer = ask(api, instance, answer.getString("cursor")).jsonPath();
        }
        return ask(api, instance, answer.getString("cursor")).jsonPath().getString("cursor");
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

    @Test
    void whoHasARuleIsShownWithTheTimeAndWhoDoesNotAskForMoreLags() {
        String cursor = begins(API, quick);
        begins(API, slow);
        UUID rule = revoke();
        Instant given = Instant.now();
        TopicReader.await(
                "both lag",
                LONG,
                () ->
                        report(rule).getList("lagging").contains(API + ":" + quick)
                                && report(rule).getList("lagging").contains(API + ":" + slow));

        String after = readsUntil(API, quick, cursor, rule);
        assertThat(report(rule).getList("lagging")).contains(API + ":" + quick);
        Instant asked = Instant.now();
        ask(API, quick, after);

        TopicReader.await(
                "applied",
                LONG,
                () -> !report(rule).getList("lagging").contains(API + ":" + quick));
        JsonPath report = report(rule);
        Map<String, Object> at =
                report.getMap("instances.find { it.instance == '%s:%s' }".formatted(API, quick));
        assertThat(at).containsEntry("state", "applied");
        assertThat(Instant.parse((String) at.get("applied_at")))
                .isAfter(given.minusMillis(1))
                .isBetween(asked.minusMillis(1), Instant.now());
        assertThat(report.getList("lagging")).contains(API + ":" + slow);
    }

    /** By the same name, and even by the other's whole name. */
    @Test
    void noApiAcknowledgesForAnothersInstance() {
        begins(API, slow);
        UUID rule = revoke();
        for (String name : new String[] {slow, API + ":" + slow}) {
            ask(OTHER, name, readsUntil(OTHER, name, "", rule));
            TopicReader.await(
                    "listed",
                    LONG,
                    () -> report(rule).getList("instances.instance").contains(OTHER + ":" + name));
        }
        assertThat(report(rule).getList("lagging")).contains(API + ":" + slow);
    }
}
