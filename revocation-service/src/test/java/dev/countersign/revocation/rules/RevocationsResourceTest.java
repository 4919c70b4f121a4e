package dev.countersign.revocation.rules;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.countersign.clients.AdminApi;
import dev.countersign.embedded.Component;
import dev.countersign.embedded.EmbeddedStackResource;
import dev.countersign.embedded.SharedStack;
import dev.countersign.protocol.GrantId;
import dev.countersign.protocol.Issuer;
import dev.countersign.protocol.TokenId;
import dev.countersign.revocation.fixture.Administration;
import dev.countersign.revocation.fixture.Administration.Person;
import dev.countersign.revocation.fixture.TopicReader;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Contract section 5, by the hand of an administrator. */
@QuarkusTest
@QuarkusTestResource(EmbeddedStackResource.class)
@SuppressWarnings("NullAway.Init")
class RevocationsResourceTest {

    private static final String PATH = "/admin/revocations";
    private static final String BOTH = "tokens:read tokens:revoke";
    private static final String MILLISECONDS =
            "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z";
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration LONG = Duration.ofSeconds(40);

    @Inject Administration administration;
    @Inject Issuer issuer;

    @Inject
    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    private Person person;
    private UUID user;
    private String app;
    private GrantId grant;

    @BeforeEach
    void register() {
        person = administration.administrator();
        user = administration.user("Uma", "Upton", "{}");
        app = "app-" + UUID.randomUUID();
        administration.application(app);
        grant = administration.grant(user, app, "tokens:read");
    }

    private ValidatableResponse post(Map<String, ?> document) {
        return given().header("X-Forwarded-For", "203.0.113.9")
                .auth()
                .oauth2(administration.token(person, BOTH))
                .contentType("application/json")
                .body(new JsonObject(Map.copyOf(document)).encode())
                .post(PATH)
                .then();
    }

    private ValidatableResponse report(UUID rule) {
        return given().auth()
                .oauth2(administration.token(person, "tokens:read"))
                .get(PATH + "/" + rule)
                .then();
    }

    private static UUID created(ValidatableResponse answer) {
        return UUID.fromString(answer.statusCode(201).extract().path("id"));
    }

    private Row rule(UUID id) {
        return administration
                .sql("select * from revocation_rules where id = $1", id)
                .iterator()
                .next();
    }

    private long rules() {
        return administration
                .sql(
                        "select count(*) from revocation_rules where caused_by = $1",
                        person.user() + "")
                .iterator()
                .next()
                .getLong(0);
    }

    private void refused(Map<String, ?> document, String field) {
        post(document)
                .statusCode(400)
                .contentType("application/problem+json")
                .body("errors", hasSize(1))
                .body("errors[0].field", equalTo(field))
                .body("error_id", notNullValue());
        assertThat(rules()).isZero();
    }

    @Test
    void onlyWhoMayRevokeDoesAndOnlyWhoMayReadSees() {
        UUID id = created(post(Map.of("grant", grant.toString())));
        given().contentType("application/json").body("{}").post(PATH).then().statusCode(401);
        given().auth()
                .oauth2(administration.token(person, "tokens:read"))
                .contentType("application/json")
                .body("{\"everything\":true}")
                .post(PATH)
                .then()
                .statusCode(403);
        given().get(PATH + "/" + id).then().statusCode(401);
        given().auth()
                .oauth2(administration.token(person, "tokens:revoke"))
                .get(PATH + "/" + id)
                .then()
                .statusCode(403);
        report(id).statusCode(200);
    }

    @Test
    void aRuleOnAUserNamesEverySubjectOfTheUserHoweverTheUserWasNamed() {
        String email = user + "@Example.COM";
        for (String name : List.of(user.toString(), email, email.toUpperCase(Locale.ROOT))) {
            ValidatableResponse answer = post(Map.of("user", name));
            UUID id = created(answer);
            answer.body("sub", contains(user.toString()))
                    .body("client_id", nullValue())
                    .header("Location", equalTo(issuer.at(PATH + "/" + id)));
            assertThat(rule(id).getArrayOfStrings("sub")).containsExactly(user.toString());
            assertThat(rule(id).getArrayOfStrings("selectors")).containsExactly("sub:" + user);
        }
    }

    @Test
    void eachFieldAloneMakesARuleOfItAlone() {
        String jti = TokenId.random().value();
        String api = AdminApi.identifier(issuer);
        alone("application", app, "client_id", "client:" + app);
        alone("grant", grant.toString(), "grant_id", "grant:" + grant);
        alone("session", "some-session", "sid", "sid:some-session");
        alone("token_id", jti, "jti", "jti:" + jti);
        // old enough to leave alone what the other tests do
        ValidatableResponse answer =
                post(Map.of("audience", api, "before", "2001-02-03T04:05:06.789Z"));
        answer.body("aud", equalTo(api)).body("before", equalTo("2001-02-03T04:05:06.789Z"));
        assertThat(rule(created(answer)).getArrayOfStrings("selectors"))
                .containsExactly("aud:" + api);
    }

    private void alone(String field, String value, String name, String selector) {
        ValidatableResponse answer = post(Map.of(field, value));
        UUID id = created(answer);
        answer.body(name, equalTo(value))
                .body("before", matchesPattern(MILLISECONDS))
                .body("until", matchesPattern(MILLISECONDS));
        Row rule = rule(id);
        assertThat(rule.getArrayOfStrings("selectors")).containsExactly(selector);
        assertThat(List.of("jti", "grant_id", "sid", "sub", "client_id", "aud", "kid"))
                .filteredOn(column -> rule.getValue(column) != null)
                .containsExactly(name);
        assertThat(rule.getBoolean("everything")).isFalse();
    }

    @Test
    void allFieldsTogetherMakeOneNarrowRule() {
        Instant before = Instant.now().minusSeconds(60).truncatedTo(ChronoUnit.MILLIS);
        ValidatableResponse answer =
                post(
                        Map.of(
                                "user",
                                user.toString(),
                                "application",
                                app,
                                "grant",
                                grant.toString(),
                                "session",
                                "s",
                                "audience",
                                AdminApi.identifier(issuer),
                                "token_id",
                                "t",
                                "before",
                                before.toString(),
                                "reason",
                                "  a lost laptop  "));
        UUID id = created(answer);
        answer.body("sub", contains(user.toString()))
                .body("client_id", equalTo(app))
                .body("grant_id", equalTo(grant.toString()))
                .body("sid", equalTo("s"))
                .body("aud", equalTo(AdminApi.identifier(issuer)))
                .body("jti", equalTo("t"))
                .body("reason", equalTo("a lost laptop"));
        assertThat(rule(id).getOffsetDateTime("before").toInstant()).isEqualTo(before);
        report(id).body("client_id", equalTo(app)).body("before", notNullValue());
    }

    /** A key rule beats every cache (design: Keys); its fact is written with it. */
    @Test
    void aKeyIsCompromisedInTheTransactionOfItsRule() {
        String token = administration.token(person, BOTH);
        String kid =
                new JsonObject(
                                new String(
                                        Base64.getUrlDecoder()
                                                .decode(token.substring(0, token.indexOf('.'))),
                                        StandardCharsets.UTF_8))
                        .getString("kid");
        try {
            UUID id = created(post(Map.of("key", kid, "reason", "key lost")));
            assertThat(rule(id).getString("kid")).isEqualTo(kid);
            assertThat(compromised(kid)).isNotNull();
            // and what it signed verifies nothing from now on, this administrator's token too
            given().auth().oauth2(token).get(PATH + "/" + id).then().statusCode(401);
        } finally {
            administration.sql("delete from revocation_rules where kid = $1", kid);
            administration.sql("update signing_keys set compromised_at = null where kid = $1", kid);
        }
    }

    private @Nullable Object compromised(String kid) {
        return administration
                .sql("select compromised_at from signing_keys where kid = $1", kid)
                .iterator()
                .next()
                .getValue(0);
    }

    @Test
    void everythingIsRevokedWhereThatIsSaid() {
        try {
            String before = administration.token(person, BOTH);
            UUID id = created(post(Map.of("everything", true)));
            assertThat(rule(id).getBoolean("everything")).isTrue();
            given().auth().oauth2(before).get(PATH + "/" + id).then().statusCode(401);
        } finally {
            administration.sql("delete from revocation_rules where everything");
        }
    }

    /** A rule on nothing would look done. */
    @Test
    void whatDoesNotExistIsNamed() {
        refused(Map.of("user", UUID.randomUUID().toString()), "user");
        refused(Map.of("user", "nobody@example.com"), "user");
        refused(Map.of("application", "no-such-app"), "application");
        refused(Map.of("audience", "https://api.example/none"), "audience");
        refused(Map.of("key", "no-such-key"), "key");
        refused(Map.of("user", "nobody@example.com", "dry_run", true), "user");
    }

    /** What it was given may still be out there. */
    @Test
    void anApplicationAndAUserThatAreDeletedCanBeRevoked() {
        administration.sql("delete from applications where client_id = $1", app);
        administration.sql("delete from users where id = $1", user);
        post(Map.of("application", app)).statusCode(201);
        post(Map.of("user", user.toString())).statusCode(201);
    }

    @Test
    void anInstantInTheFutureIsRefused() {
        String soon = Instant.now().plusSeconds(30).toString();
        refused(Map.of("application", app, "before", soon), "before");
        refused(Map.of("application", app, "before", soon, "dryRun", true), "before");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dryRun", "dry_run"})
    void aDryRunCountsAndRevokesNothing(String name) {
        GrantId another = administration.grant(user, app, "tokens:read");
        administration.sql("update grants set ended_at = now() where id = $1", another.value());
        post(Map.of("application", app, name, true))
                .statusCode(200)
                .header("Location", nullValue())
                .body("live_grants.value", equalTo(1))
                .body("live_grants.relation", equalTo("exact"));
        post(Map.of("user", user.toString(), "before", "2001-02-03T04:05:06Z", name, true))
                .statusCode(200)
                .body("live_grants.value", equalTo(0));
        assertThat(rules()).isZero();
    }

    @Test
    void tenThousandGrantsAreOneEvent() {
        administration.grants(app, 10_000);
        post(Map.of("application", app, "dryRun", true))
                .statusCode(200)
                .body("live_grants.value", equalTo(10_000))
                .body("live_grants.relation", equalTo("at_least"));
        try (TopicReader reader = new TopicReader(bootstrapServers, 3)) {
            long start = System.nanoTime();
            UUID id = created(post(Map.of("application", app)));
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(SECOND);
            reader.awaitRule(id, LONG);
            assertThat(reader.all())
                    .filteredOn(read -> read.value().path("client_id").asText().equals(app))
                    .hasSize(1);
            assertThat(rules()).isEqualTo(1);
            TopicReader.await(
                    "what is shown of it",
                    LONG,
                    () -> report(id).extract().path("published_at") != null);
            report(id)
                    .body("id", equalTo(id.toString()))
                    .body("by", equalTo(person.user().toString()))
                    .body("reason", equalTo("administrator"))
                    .body("created_at", matchesPattern(MILLISECONDS))
                    .body("published_at", matchesPattern(MILLISECONDS));
        }
    }

    @Test
    void theAnswerDoesNotWaitForTheBroker() {
        SharedStack.freeze(Component.KAFKA);
        UUID id;
        try {
            long start = System.nanoTime();
            id = created(post(Map.of("application", app)));
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(SECOND);
            report(id).body("published_at", nullValue()).body("before", notNullValue());
        } finally {
            SharedStack.thaw(Component.KAFKA);
        }
        TopicReader.await(
                "it is published later",
                LONG,
                () -> report(id).extract().path("published_at") != null);
    }

    @Test
    void aRevocationThatIsNotThereIsNotFound() {
        report(UUID.randomUUID())
                .statusCode(404)
                .contentType("application/problem+json")
                .body("error_id", notNullValue());
        given().auth()
                .oauth2(administration.token(person, BOTH))
                .get(PATH + "/x")
                .then()
                .statusCode(404)
                .contentType("application/problem+json");
    }

    @Test
    void everyActIsRecordedWithWhoDidItFromWhere() {
        String email = user + "@example.com";
        post(Map.of("user", email, "dryRun", true)).statusCode(200);
        UUID id = created(post(Map.of("user", email, "application", app, "reason", "lost")));
        List<JsonObject> records = audited();
        assertThat(records).hasSize(2);
        assertThat(records)
                .allSatisfy(
                        it -> {
                            assertThat(it.getString("address")).isEqualTo("203.0.113.9");
                            assertThat(it.getJsonObject("detail").getString("client_id"))
                                    .isEqualTo(Administration.ADMIN_APP);
                            assertThat(it.getJsonObject("detail").getJsonArray("sub"))
                                    .containsExactly(user.toString());
                            // ids only
                            assertThat(it.encode()).doesNotContain("@", "eyJ");
                        });
        assertThat(records.get(0).getString("action")).isEqualTo("revocation.dry_run");
        assertThat(records.get(0).getString("target")).isNull();
        assertThat(records.get(0).getJsonObject("detail").getInteger("live_grants")).isEqualTo(1);
        assertThat(records.get(1).getString("action")).isEqualTo("revocation.created");
        assertThat(records.get(1).getString("target")).isEqualTo(id.toString());
        assertThat(records.get(1).getJsonObject("detail").getString("client")).isEqualTo(app);
        assertThat(records.get(1).getJsonObject("detail").getString("reason")).isEqualTo("lost");
    }

    /** Whoever tries what is refused is seen; what was typed is not kept. */
    @Test
    void anActThatIsRefusedIsRecordedTooByTheNamesOfWhatItWasOn() {
        post(Map.of("user", "nobody-" + user + "@example.com", "reason", "lost")).statusCode(400);
        post(Map.of("application", "a secret", "dryRun", true)).statusCode(400);

        assertThat(audited())
                .extracting(
                        it -> it.getString("action"),
                        it -> it.getJsonObject("detail").getJsonArray("members").getList())
                .containsExactly(
                        tuple("revocation.create_failed", List.of("user")),
                        tuple("revocation.dry_run_failed", List.of("application")));
        assertThat(audited().toString()).doesNotContain("@", "a secret");
    }

    /** The records of what this administrator did, oldest first. */
    private List<JsonObject> audited() {
        return administration.audited(person);
    }

    /** Neither without the other. */
    @Test
    void aRevocationWhoseRecordCannotBeWrittenIsNotMade() {
        administration.sql(
                """
                create or replace function refuse_audit() returns trigger language plpgsql as
                $$ begin raise exception 'no room'; end $$
                """);
        administration.sql(
                "create trigger refuse before insert on audit_events for each row when (new.actor = '"
                        + person.user()
                        + "') execute function refuse_audit()");
        try {
            post(Map.of("application", app)).statusCode(500);
            assertThat(rules()).isZero();
            post(Map.of("application", app, "dryRun", true)).statusCode(500);
        } finally {
            administration.sql("drop trigger refuse on audit_events");
        }
        post(Map.of("application", app)).statusCode(201);
    }
}
