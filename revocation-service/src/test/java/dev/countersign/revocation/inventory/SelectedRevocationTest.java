package dev.countersign.revocation.inventory;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import dev.countersign.embedded.EmbeddedStackResource;
import dev.countersign.protocol.GrantId;
import dev.countersign.revocation.fixture.Administration;
import dev.countersign.revocation.fixture.Administration.Person;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(EmbeddedStackResource.class)
@SuppressWarnings("NullAway.Init")
class SelectedRevocationTest {

    private static final String PATH = "/admin/tokens/revoke";

    @Inject Administration administration;

    private Person person;
    private String app;
    private GrantId one;
    private GrantId other;
    private GrantId over;
    private final GrantId unknown = GrantId.endingAt(Instant.now().plusSeconds(60));

    @BeforeEach
    void register() {
        person = administration.administrator();
        app = "app-" + UUID.randomUUID();
        administration.application(app);
        UUID user = administration.user("Uma", "Upton", "{}");
        one = administration.grant(user, app, "openid");
        other = administration.grant(user, app, "openid");
        over = administration.grant(user, app, "openid");
        administration.sql("update grants set ended_at = now() where id = $1", over.value());
    }

    private ValidatableResponse post(Map<String, ?> document) {
        return given().auth()
                .oauth2(administration.token(person, "tokens:revoke"))
                .contentType("application/json")
                .body(new JsonObject(Map.copyOf(document)).encode())
                .post(PATH)
                .then();
    }

    private static List<String> texts(GrantId... ids) {
        return List.of(ids).stream().map(GrantId::toString).toList();
    }

    private long rules(GrantId grant) {
        return administration
                .sql(
                        """
                        select count(*) from revocation_rules
                        where grant_id = $1 and caused_by = $2 and reason = 'leaked' and before is not null
                        """,
                        grant.value(),
                        person.user().toString())
                .iterator()
                .next()
                .getLong(0);
    }

    @Test
    void theSelectedOnesEndWithARuleEachAndTheOthersAreNamed() {
        Map<String, Object> document =
                Map.of("grants", texts(one, unknown, other, over, one), "reason", "leaked");
        post(document)
                .statusCode(200)
                .body("revoked.grant_id", contains(one.toString(), other.toString()))
                .body("over", contains(over.toString()))
                .body("unknown", contains(unknown.toString()));
        assertThat(List.of(rules(one), rules(other), rules(over), rules(unknown)))
                .containsExactly(1L, 1L, 0L, 0L);

        post(document)
                .statusCode(200)
                .body("revoked", hasSize(0))
                .body("over", containsInAnyOrder(texts(one, other, over).toArray()));
        assertThat(rules(one)).isOne();
        given().auth()
                .oauth2(administration.token(person, "tokens:read"))
                .queryParam("application", app)
                .queryParam("status", "live")
                .get("/admin/tokens")
                .then()
                .body("items", hasSize(0));
    }

    @Test
    void aDryRunCountsAndRevokesNothing() {
        for (String name : List.of("dry_run", "dryRun")) {
            post(Map.of("grants", texts(one, unknown, over), "reason", "leaked", name, true))
                    .statusCode(200)
                    .body("live_grants.value", equalTo(1))
                    .body("live_grants.relation", equalTo("exact"))
                    .body("over", contains(over.toString()))
                    .body("unknown", contains(unknown.toString()));
        }
        assertThat(rules(one)).isZero();
    }

    @Test
    void itIsAuditedInItsOwnTransaction() {
        post(Map.of("grants", texts(one), "reason", "leaked", "dry_run", true));
        post(Map.of("grants", texts(one, other), "reason", "leaked"));
        List<JsonObject> records = administration.audited(person);
        assertThat(records)
                .extracting(it -> it.getString("action"))
                .containsExactly("tokens.revoke_dry_run", "tokens.revoked");
        assertThat(records.getLast().getJsonObject("detail").getJsonArray("grants"))
                .containsExactly(one.toString(), other.toString());
    }

    @Test
    void oneThatIsRefusedIsAuditedTooWithTheGrantsThatItNamed() {
        post(Map.of("grants", List.of(one.toString(), "a-pasted-secret"))).statusCode(400);

        List<JsonObject> records = administration.audited(person);
        assertThat(records)
                .extracting(it -> it.getString("action"))
                .containsExactly("tokens.revoke_failed");
        JsonObject detail = records.getFirst().getJsonObject("detail");
        assertThat(detail.getJsonArray("grants")).containsExactly(one.toString());
        assertThat(detail.getJsonArray("wrong")).containsExactly("grants[1]");
        assertThat(records.toString()).doesNotContain("a-pasted-secret");
    }

    @Test
    void whatIsNoSelectionIsRefusedAndRevokesNothing() {
        Map<String, Map<String, Object>> wrong =
                Map.of(
                        "grants", Map.of("grants", List.of()),
                        "grants[1]", Map.of("grants", List.of(one.toString(), "x")),
                        "grants[0]", Map.of("grants", List.of(UUID.randomUUID().toString())),
                        "reason", Map.of("grants", texts(one), "reason", "a\nb"),
                        "dry_run", Map.of("grants", texts(one), "dry_run", true, "dryRun", true),
                        "(unknown)", Map.of("grants", texts(one), "dryrun", true));
        wrong.forEach(
                (field, document) ->
                        post(document)
                                .statusCode(400)
                                .body("errors", hasSize(1))
                                .body("errors[0].field", equalTo(field)));
        post(Map.of("grants", Collections.nCopies(201, one.toString())))
                .statusCode(400)
                .body("errors[0].field", equalTo("grants"));
        given().auth()
                .oauth2(administration.token(person, "tokens:revoke"))
                .contentType("application/json")
                .body("{\"grants\":[null]}")
                .post(PATH)
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("grants[0]"));
        given().auth()
                .oauth2(administration.token(person, "tokens:read"))
                .contentType("application/json")
                .body("{}")
                .post(PATH)
                .then()
                .statusCode(403);
        assertThat(administration.audited(person))
                .extracting(it -> it.getString("action"))
                .containsOnly(
                        "tokens.revoke_failed",
                        "tokens.revoke_dry_run_failed",
                        "administration.refused");
        assertThat(
                        administration
                                .sql("select ended from grants where id = $1", one.value())
                                .iterator()
                                .next()
                                .getBoolean(0))
                .isFalse();
    }
}
