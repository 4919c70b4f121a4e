package dev.countersign.revocation.inventory;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.countersign.clients.AdminApi;
import dev.countersign.embedded.EmbeddedStackResource;
import dev.countersign.protocol.GrantId;
import dev.countersign.protocol.Issuer;
import dev.countersign.revocation.fixture.Administration;
import dev.countersign.revocation.fixture.Administration.Person;
import dev.countersign.web.administration.LongReads;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(EmbeddedStackResource.class)
@SuppressWarnings("NullAway.Init")
class TokenSearchTest {

    private static final String PATH = "/admin/tokens";

    @Inject Administration administration;
    @Inject LongReads reads;
    @Inject Issuer issuer;

    private Person person;
    private UUID user;
    private String app;
    private String family;
    private String scope;

    @BeforeEach
    void register() {
        person = administration.administrator();
        family = "F" + UUID.randomUUID();
        scope = "s" + UUID.randomUUID();
        user = administration.user("Uma Maria", family, "{}");
        app = "app-" + UUID.randomUUID();
        administration.application(app);
    }

    private RequestSpecification asAdministrator() {
        return given().auth().oauth2(administration.token(person, "tokens:read"));
    }

    private ValidatableResponse search(Map<String, String> parameters) {
        return asAdministrator().queryParams(parameters).get(PATH).then();
    }

    private void refused(String field, Map<String, String> parameters) {
        search(parameters)
                .statusCode(400)
                .contentType("application/problem+json")
                .body("errors", hasSize(1))
                .body("errors[0].field", equalTo(field))
                .body("error_id", notNullValue());
    }

    @Test
    void onlyWhoMayReadSearches() {
        given().get(PATH).then().statusCode(401).header("WWW-Authenticate", notNullValue());
        given().auth()
                .oauth2(administration.token(person, "tokens:revoke"))
                .get(PATH)
                .then()
                .statusCode(403);
        given().cookie("session", administration.token(person, "tokens:read"))
                .get(PATH)
                .then()
                .statusCode(401);
        search(Map.of()).statusCode(200).header("Cache-Control", "no-store");
    }

    @Test
    void aRowSaysWhoHoldsWhat() {
        GrantId grant = administration.grant(user, app, "openid " + scope);
        search(Map.of("application", app))
                .statusCode(200)
                .body("items", hasSize(1))
                .body("items[0].grant_id", equalTo(grant.toString()))
                .body("items[0].status", equalTo("live"))
                .body("items[0].application.client_id", equalTo(app))
                .body("items[0].application.name", equalTo(app))
                .body("items[0].user.id", equalTo(user.toString()))
                .body("items[0].user.email", equalTo(user + "@example.com"))
                .body("items[0].user.name", equalTo("Uma Maria " + family))
                .body("items[0].scopes", contains("openid", scope))
                .body("items[0].apis", contains(AdminApi.identifier(issuer)))
                .body("items[0].session", notNullValue())
                .body(
                        "items[0].issued_at",
                        matchesPattern("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z"))
                .body("items[0].last_used_on", matchesPattern("\\d{4}-\\d\\d-\\d\\d"))
                .body("items[0].ended_at", nullValue())
                .body("next", nullValue())
                .body("count", nullValue())
                .body("applications", hasSize(0))
                .body("unmarked_rules", greaterThanOrEqualTo(0));
    }

    @Test
    void eachFilterFindsTheGrantAndItsOppositeDoesNot() {
        String id = administration.grant(user, app, "openid " + scope).toString();
        String session =
                administration
                        .sql("select sid from grants where client_id = $1", app)
                        .iterator()
                        .next()
                        .getString(0);
        Map<String, String> finding =
                Map.of(
                        "user", user.toString(),
                        "scope", scope,
                        "api", AdminApi.identifier(issuer),
                        "session", session,
                        "status", "live",
                        "issued_from", "2020-01-01T00:00:00Z",
                        "issued_to", "2999-01-01T00:00:00+02:00",
                        "last_used_from", "2020-01-01",
                        "last_used_to", "2999-12-31");
        Map<String, String> missing =
                Map.of(
                        "user", UUID.randomUUID().toString(),
                        "scope", "other",
                        "api", "https://other",
                        "session", "other",
                        "status", "expired",
                        "issued_from", "2999-01-01T00:00:00Z",
                        "issued_to", "2020-01-01T00:00:00Z",
                        "last_used_from", "2999-01-01",
                        "last_used_to", "2020-01-01");
        for (String name : finding.keySet()) {
            search(Map.of("application", app, name, finding.get(name)))
                    .statusCode(200)
                    .body("items.grant_id", contains(id));
            search(Map.of("application", app, name, missing.get(name)))
                    .statusCode(200)
                    .body("items", hasSize(0));
        }
        for (String who :
                List.of(
                        user + "@EXAMPLE.com",
                        family,
                        "uma maria " + family,
                        " uma maria " + family.substring(0, 9))) {
            search(Map.of("application", app, "user", who)).body("items.grant_id", contains(id));
        }
    }

    @Test
    void cursorsLeadThroughAllPages() {
        administration.grant(user, app, "openid");
        administration.grants(app, 24);
        List<String> seen = new ArrayList<>();
        @Nullable String next = null;
        do {
            Map<String, String> parameters =
                    next == null
                            ? Map.of("application", app, "limit", "10", "count", "true")
                            : Map.of("application", app, "limit", "10", "cursor", next);
            ValidatableResponse page = search(parameters).statusCode(200);
            if (next == null) {
                page.body("count.value", equalTo(25)).body("count.relation", equalTo("exact"));
            } else {
                page.body("count", nullValue()).body("applications", nullValue());
            }
            seen.addAll(page.extract().path("items.grant_id"));
            next = page.extract().path("next");
        } while (next != null);
        assertThat(seen).hasSize(25).doesNotHaveDuplicates();
    }

    @Test
    void aCursorIsOfItsOwnSearchAndUndamaged() {
        administration.grant(user, app, "openid");
        administration.grants(app, 3);
        Map<String, String> first = Map.of("application", app, "limit", "1");
        String cursor = search(first).extract().path("next");
        search(Map.of("application", app, "cursor", cursor)).statusCode(200);

        refused("cursor", Map.of("cursor", cursor));
        refused("cursor", Map.of("application", app, "status", "live", "cursor", cursor));
        refused("cursor", Map.of("application", app + "x", "cursor", cursor));
        byte[] bytes = Base64.getUrlDecoder().decode(cursor);
        for (int i = 0; i < bytes.length; i++) {
            byte[] damaged = bytes.clone();
            damaged[i] ^= 1;
            refused(
                    "cursor",
                    Map.of(
                            "application",
                            app,
                            "cursor",
                            Base64.getUrlEncoder().withoutPadding().encodeToString(damaged)));
        }
        for (String wrong : List.of("x", "*", "null", cursor + cursor, "A".repeat(500))) {
            refused("cursor", Map.of("application", app, "cursor", wrong));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "limit,0",
        "limit,-1",
        "limit,201",
        "limit,1000000000",
        "limit,2147483648",
        "limit,99999999999999999999",
        "limit,1.5",
        "limit,ten",
        "count,yes",
        "status,LIVE",
        "status,live;revoked",
        "issued_from,yesterday",
        "issued_from,2026-01-01",
        "issued_to,2026-13-01T00:00:00Z",
        "last_used_from,2026-02-30",
        "last_used_to,2026-01-01T00:00:00Z",
        "application,two words",
        "scope,a\"b",
        "scope,openid email",
        "session,two words"
    })
    void aParameterThatIsNoneIsNamed(String name, String value) {
        refused(name, Map.of(name, value));
    }

    @Test
    void whatIsMisspeltSentTwiceOrTooLongIsRefused() {
        refused("(unknown)", Map.of("aplication", app));
        refused("user", Map.of("user", "x".repeat(513)));
        refused("user", Map.of("user", "a\nb"));
        asAdministrator().queryParam("application", app, "other").get(PATH).then().statusCode(400);
        search(Map.of("aplication", app, "limit", "0", "status", "x"))
                .statusCode(400)
                .body("errors", hasSize(3));
    }

    /** RFC 3339 goes further than any calendar of ours. */
    @Test
    void rangesOfAllAgesAreSearchedAndReversedOnesAreEmpty() {
        String id = administration.grant(user, app, "openid").toString();
        search(
                        Map.of(
                                "application", app,
                                "issued_from", "-999999999-01-01T00:00:00Z",
                                "issued_to", "+999999999-12-31T23:59:59Z",
                                "last_used_from", "-999999999-01-01",
                                "last_used_to", "+999999999-12-31"))
                .statusCode(200)
                .body("items.grant_id", contains(id));
        search(
                        Map.of(
                                "application", app,
                                "issued_from", "+999999999-12-31T23:59:59Z",
                                "issued_to", "-999999999-01-01T00:00:00Z"))
                .statusCode(200)
                .body("items", hasSize(0));
    }

    /** Every value is a parameter of the statement, and every sign in a name stands for itself. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "' or '1'='1",
                "'; drop table grants; --",
                "%",
                "_",
                "\\",
                "{openid}",
                "$1",
                "x' union select password_hash from users --"
            })
    void nothingInAFilterIsSql(String text) {
        administration.grant(user, app, "openid");
        search(Map.of("user", text)).statusCode(200).body("items", hasSize(0));
        for (String name : List.of("application", "api", "session", "scope")) {
            String word = text.replace(' ', '+').replace('\\', '/');
            search(Map.of(name, word)).statusCode(200).body("items", hasSize(0));
        }
        search(Map.of("application", app)).body("items", hasSize(1));
    }

    @Test
    void aNameOfMoreThanFiftyPeopleIsRefused() {
        for (int i = 0; i < 51; i++) {
            administration.user("Given" + i, "Many" + family, "{}");
        }
        refused("user", Map.of("user", "many" + family));
        search(Map.of("user", "given7 many" + family)).statusCode(200);
    }

    @Test
    void anApplicationThatActsForItselfIsALine() {
        administration.sql(
                """
                update applications set grant_types = '{client_credentials}', scopes = array[$2]
                where client_id = $1
                """,
                app,
                scope);
        search(Map.of("scope", scope))
                .body("items", hasSize(0))
                .body("applications.client_id", contains(app))
                .body("applications[0].scopes", contains(scope));
        search(Map.of("scope", scope, "status", "revoked")).body("applications", hasSize(0));
    }

    /** The relay needs connections of the same pool. */
    @Test
    void noMoreThanFourSearchesAndDryRunsGoOnAtOnce() {
        List<UniEmitter<? super String>> reading = new ArrayList<>();
        for (int i = 0; i < LongReads.AT_ONCE; i++) {
            Uni<String> lasting = Uni.createFrom().emitter(reading::add);
            var unused = reads.read(() -> lasting).subscribe().with(it -> {});
        }
        try {
            busy(asAdministrator().get(PATH).then());
            busy(dryRun("/admin/tokens/revoke", "{\"grants\":[\"%s\"],\"dry_run\":true}"));
            busy(dryRun("/admin/revocations", "{\"grant\":\"%s\",\"dry_run\":true}"));
            assertThat(administration.audited(person))
                    .extracting(
                            it -> it.getString("action"),
                            it -> it.getJsonObject("detail").getString("refusal"))
                    .containsExactly(
                            tuple("tokens.search_failed", "ADMINISTRATION_BUSY"),
                            tuple("tokens.revoke_dry_run_failed", "ADMINISTRATION_BUSY"),
                            tuple("revocation.dry_run_failed", "ADMINISTRATION_BUSY"));
        } finally {
            reading.forEach(it -> it.complete("read"));
        }
        for (int i = 0; i < 2 * LongReads.AT_ONCE; i++) {
            search(Map.of("count", "true")).statusCode(200);
        }
        dryRun("/admin/revocations", "{\"grant\":\"%s\",\"dry_run\":true}").statusCode(200);
    }

    private ValidatableResponse dryRun(String path, String body) {
        return given().auth()
                .oauth2(administration.token(person, "tokens:revoke"))
                .contentType("application/json")
                .body(body.formatted(person.grant()))
                .post(path)
                .then();
    }

    private static void busy(ValidatableResponse answer) {
        answer.statusCode(503)
                .contentType("application/problem+json")
                .header("Retry-After", "1")
                .body("error_id", notNullValue());
    }

    /** Who looked for whom is kept; what was typed is not, for it may have been a secret. */
    @Test
    void aSearchIsAudited() {
        administration.grant(user, app, "openid");
        search(Map.of("user", user + "@example.com", "application", app)).statusCode(200);
        search(Map.of("scope", "a-secret-in-the-wrong-place")).statusCode(200);

        List<JsonObject> records = administration.audited(person);
        assertThat(records)
                .extracting(it -> it.getString("action"))
                .containsOnly("tokens.searched");
        JsonObject detail = records.getFirst().getJsonObject("detail");
        assertThat(detail.getJsonArray("users")).containsExactly(user.toString());
        assertThat(detail.getJsonArray("applications")).containsExactly(app);
        assertThat(detail.getJsonArray("filters")).containsExactly("application", "user");
        assertThat(records.toString()).doesNotContain("a-secret-in-the-wrong-place");
    }

    /** Whoever tries what is refused is seen; what was typed is not kept here either. */
    @Test
    void aSearchThatIsRefusedIsAuditedToo() {
        String errorId =
                search(Map.of("application", "a b", "issued_from", "a-secret", "api", "an-api"))
                        .statusCode(400)
                        .extract()
                        .jsonPath()
                        .getString("error_id");

        List<JsonObject> records = administration.audited(person);
        assertThat(records)
                .extracting(it -> it.getString("action"))
                .containsExactly("tokens.search_failed");
        JsonObject detail = records.getFirst().getJsonObject("detail");
        assertThat(detail.getJsonArray("filters"))
                .containsExactly("api", "application", "issued_from");
        assertThat(detail.getJsonArray("wrong"))
                .containsExactlyInAnyOrder("application", "issued_from");
        assertThat(detail.getString("refusal")).isEqualTo("FIELDS");
        assertThat(detail.getString("error_id")).isEqualTo(errorId);
        assertThat(records.toString()).doesNotContain("a-secret", "a b");
    }

    @Test
    void whatEndedIsFoundByHowItEnded() {
        GrantId grant = administration.grant(user, app, "openid");
        administration.sql(
                "update grants set ended_at = now(), end_reason = 'lost', ended_by = 'me' where id"
                        + " = $1",
                grant.value());
        search(Map.of("application", app, "status", "revoked"))
                .body("items.grant_id", hasItem(grant.toString()))
                .body("items[0].status", equalTo("revoked"))
                .body("items[0].end_reason", equalTo("lost"))
                .body("items[0].ended_by", equalTo("me"))
                .body("items[0].ended_at", notNullValue());
        search(Map.of("application", app, "status", "live"))
                .body("items.grant_id", not(hasItem(grant.toString())));
    }
}
