package dev.countersign.auth.admin.users;

import static dev.countersign.auth.admin.fixture.Administration.email;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.countersign.auth.admin.fixture.Administration;
import dev.countersign.auth.admin.fixture.Administration.Person;
import dev.countersign.auth.password.PasswordHash;
import dev.countersign.embedded.EmbeddedStackResource;
import dev.countersign.protocol.UserId;
import dev.countersign.store.revocation.Cause;
import dev.countersign.store.revocation.RevocationRules;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Contract section 6, "Its users", by the hand of an administrator. */
@QuarkusTest
@WithTestResource(EmbeddedStackResource.class)
class UsersResourceTest {

    private static final String PATH = "/admin/users";
    private static final String STRONG = "seven-lamps-of-brass";

    @Inject Administration administration;
    @Inject RevocationRules rules;

    private Person ada;
    private UUID uma;

    @BeforeEach
    void somebodyAdministers() {
        ada = administration.administrator();
        uma = administration.user("Uma", "Upton", "{}");
    }

    private static Map<String, Object> newUser(String... changes) {
        Map<String, Object> user = new HashMap<>();
        user.put("first_name", " Nora ");
        user.put("last_name", "Nash");
        user.put("email", "Nora-" + UUID.randomUUID() + "@Example.com");
        user.put("password", STRONG);
        user.put("confirm_password", STRONG);
        for (int i = 0; i < changes.length; i += 2) {
            user.put(changes[i], changes[i + 1]);
        }
        return user;
    }

    private ValidatableResponse create(Map<String, ?> document) {
        return administration
                .by(ada)
                .contentType("application/json")
                .body(document)
                .post(PATH)
                .then();
    }

    private ValidatableResponse createUnder(String key, Map<String, ?> document) {
        return administration
                .by(ada)
                .header("Idempotency-Key", key)
                .contentType("application/json")
                .body(document)
                .post(PATH)
                .then();
    }

    private ValidatableResponse change(Person by, UUID user, String json) {
        return administration
                .by(by)
                .header("If-Match", tag(user))
                .contentType("application/merge-patch+json")
                .body(json)
                .patch(PATH + "/" + user)
                .then();
    }

    private ValidatableResponse post(UUID user, String act) {
        return administration
                .by(ada)
                .contentType("application/json")
                .body("{}")
                .post(PATH + "/" + user + act)
                .then();
    }

    private String tag(UUID user) {
        return "\"" + administration.userRow(user).getLong("version") + "\"";
    }

    private JsonObject lastAct() {
        return administration.audited(ada).getLast();
    }

    private void assertOneRuleOn(UUID user, String reason) {
        assertThat(administration.rules(ada))
                .singleElement()
                .satisfies(
                        rule -> {
                            assertThat(rule.getArrayOfStrings("sub")).containsExactly(user + "");
                            assertThat(rule.getString("client_id")).isNull();
                            assertThat(rule.getString("reason")).isEqualTo(reason);
                            assertThat(rule.getOffsetDateTime("before")).isNotNull();
                        });
    }

    @Test
    void anAccountIsMadeAndRead() {
        Map<String, Object> document = newUser();

        ValidatableResponse made =
                create(document)
                        .statusCode(201)
                        .header("ETag", "\"0\"")
                        .body("first_name", equalTo("Nora"))
                        .body(
                                "email",
                                equalTo(
                                        requireNonNull(document.get("email"))
                                                .toString()
                                                .toLowerCase(Locale.ROOT)))
                        .body("email_verified", equalTo(false))
                        .body("roles", equalTo(List.of()))
                        .body("enabled", equalTo(true))
                        .body("must_change_password", equalTo(false));
        String id = made.extract().path("id");

        made.header("Location", endsWith(PATH + "/" + id));
        assertThat(made.extract().asString()).doesNotContain(STRONG, "argon2");
        administration
                .by(ada)
                .get(PATH + "/" + id)
                .then()
                .statusCode(200)
                .header("ETag", "\"0\"")
                .body("last_name", equalTo("Nash"));
        Row row = administration.userRow(UUID.fromString(id));
        assertThat(new PasswordHash(row.getString("password_hash")).matches(STRONG)).isTrue();
        assertThat(lastAct().getString("action")).isEqualTo("user.created");
        assertThat(lastAct().getString("target")).isEqualTo(id);
        assertThat(lastAct().encode().toLowerCase(Locale.ROOT))
                .doesNotContain("nora", "nash", STRONG, "argon2");
    }

    @Test
    void everyWrongFieldIsNamedAndNoneIsRepeated() {
        ValidatableResponse refused =
                create(
                                Map.of(
                                        "first_name", " ",
                                        "last_name", "x".repeat(101),
                                        "email", "nobody",
                                        "password", "hunter2-short".substring(0, 7),
                                        "confirm_password", "other"))
                        .statusCode(400)
                        .contentType("application/problem+json")
                        .body(
                                "errors.field",
                                containsInAnyOrder(
                                        "first_name",
                                        "last_name",
                                        "email",
                                        "password",
                                        "confirm_password"));

        assertThat(refused.extract().asString()).doesNotContain("nobody", "hunter2", "other");
        create(newUser("roles", "administrator")).statusCode(400);
        create(newUser("enabled", "yes")).statusCode(400);
    }

    @Test
    void anAdministratorMayMakeAnother() {
        Map<String, Object> document = newUser();
        document.put("roles", List.of("administrator"));

        create(document)
                .statusCode(201)
                .body("roles", equalTo(List.of("administrator")))
                .body("must_change_password", equalTo(true));

        assertThat(lastAct().getJsonObject("detail").getJsonObject("after").getJsonArray("roles"))
                .containsExactly("administrator");
    }

    /** Whoever made the account could act as the administrator that it becomes. */
    @Test
    void anAccountWhosePasswordSomebodyElseHasKnownGetsNoRole() {
        UUID made = UUID.fromString(create(newUser()).extract().path("id"));
        String auditor = "{\"roles\":[\"auditor\"]}";
        change(ada, made, auditor).statusCode(409).body("detail", startsWith("Somebody else has"));

        chosen(made);
        change(ada, made, auditor).statusCode(200);

        post(made, "/password").statusCode(200);
        change(ada, made, "{\"roles\":[\"auditor\",\"administrator\"]}").statusCode(409);
        change(ada, made, "{\"roles\":[]}").statusCode(200);
    }

    /** The person replaces the password, as the sign-in page does it. */
    private void chosen(UUID user) {
        rules.record(Cause.passwordChanged(new UserId(user), "-"), user.toString())
                .await()
                .atMost(Duration.ofSeconds(5));
    }

    /** Contract section 6: creating one whose email exists never changes that account. */
    @Test
    void anAccountThatExistsIsNotTouchedByMakingItAgain() {
        Row before = administration.userRow(uma);

        create(newUser("email", email(uma).toUpperCase(Locale.ROOT))).statusCode(409);

        assertThat(administration.userRow(uma).toJson()).isEqualTo(before.toJson());
        assertThat(lastAct().getJsonObject("detail").getString("refusal")).isEqualTo("EMAIL_TAKEN");
    }

    @Test
    void aCreationRepeatedUnderItsKeyAnswersTheSameAccountAndAnotherOneIsRefused() {
        Map<String, Object> document = newUser();
        String key = "key " + UUID.randomUUID();

        String id = createUnder(key, document).statusCode(201).extract().path("id");

        createUnder(key, document).statusCode(201).body("id", equalTo(id));
        createUnder(key, newUser()).statusCode(409);
        document.put("password", STRONG + "!");
        document.put("confirm_password", STRONG + "!");
        createUnder(key, document).statusCode(409);
        createUnder("x".repeat(256), newUser()).statusCode(400);
        assertThat(
                        administration.rows(
                                "select answer::text from idempotency_keys where key = $1", key))
                .singleElement()
                .satisfies(it -> assertThat(it.getString(0)).doesNotContain("nora", "Nora"));
    }

    @Test
    void whatIsLeftOutOfAChangeStaysAndANewAddressIsUnverified() {
        String address = "new-" + UUID.randomUUID() + "@example.com";

        change(ada, uma, "{\"email\":\"%s\",\"last_name\":null}".formatted(address))
                .statusCode(200)
                .header("ETag", tag(uma))
                .body("email", equalTo(address))
                .body("email_verified", equalTo(false))
                .body("first_name", equalTo("Uma"))
                .body("last_name", nullValue());

        assertThat(administration.rules(ada)).isEmpty();
        assertThat(lastAct().getJsonObject("detail").getJsonArray("changed"))
                .containsExactly("email", "last_name");
        assertThat(lastAct().encode()).doesNotContain(address, "Upton");
    }

    /** OpenID Connect Core 1.0 §5.1; RFC 7396. */
    @Test
    void whatAProfileSaysIsChangedClaimByClaim() {
        change(
                        ada,
                        uma,
                        """
                        {"claims": {"nickname": "U", "locale": "sv-SE",
                          "address": {"country": "SE"}}}
                        """)
                .statusCode(200)
                .body("claims.nickname", equalTo("U"))
                .body("claims.address.country", equalTo("SE"));
        change(ada, uma, "{\"claims\": {\"nickname\": null, \"gender\": \"female\"}}")
                .statusCode(200)
                .body("claims.keySet()", containsInAnyOrder("address", "locale", "gender"));
        assertThat(lastAct().encode()).contains("claims").doesNotContain("female", "SE");

        change(ada, uma, "{\"claims\": {\"website\": \"javascript:alert(1)\"}}")
                .statusCode(400)
                .body("errors[0].field", equalTo("claims"))
                .body("errors[0].detail", equalTo("website is no http or https URL"));
        change(ada, uma, "{\"claims\": [1]}").statusCode(400);
    }

    /** RFC 6585 §3, RFC 9110 §13.1.1. */
    @Test
    void aChangeOfWhatWasNotReadIsRefused() {
        String read = tag(uma);
        change(ada, uma, "{\"first_name\":\"Una\"}").statusCode(200);

        for (String stale : List.of(read, "W/" + tag(uma), "\"x\"")) {
            administration
                    .by(ada)
                    .header("If-Match", stale)
                    .contentType("application/merge-patch+json")
                    .body("{\"enabled\":false}")
                    .patch(PATH + "/" + uma)
                    .then()
                    .statusCode(412)
                    .body("error", equalTo("precondition_failed"));
        }
        administration
                .by(ada)
                .contentType("application/merge-patch+json")
                .body("{\"enabled\":false}")
                .patch(PATH + "/" + uma)
                .then()
                .statusCode(428);

        assertThat(administration.userRow(uma).getBoolean("enabled")).isTrue();
        assertThat(administration.rules(ada)).isEmpty();
    }

    @Test
    void aChangeThatIsNotUnderstoodExactlyIsRefused() {
        change(ada, uma, "{\"first_name\":null}").statusCode(400);
        change(ada, uma, "{\"roles\":null}").statusCode(400);
        change(ada, uma, "{\"roles\":[\"root\"]}").statusCode(400);
        change(ada, uma, "{\"last_name\":7}").statusCode(400);
        change(ada, uma, "{\"email_verified\":true}").statusCode(400);
        change(ada, uma, "{\"enabled\":\"false\"}").statusCode(400);
        change(ada, uma, "{\"email\":\"" + email(ada.user()) + "\"}").statusCode(409);

        assertThat(administration.userRow(uma).getLong("version")).isZero();
    }

    /** Design, "Revocation" 1: user disabled. */
    @Test
    void whoeverIsDisabledLosesWhatTheyWereGiven() {
        change(ada, uma, "{\"enabled\":false,\"last_name\":\"Under\"}")
                .statusCode(200)
                .body("enabled", equalTo(false))
                .body("last_name", equalTo("Under"));

        assertOneRuleOn(uma, "user disabled");
        assertThat(lastAct().getString("action")).isEqualTo("user.disabled");
        assertThat(lastAct().getJsonObject("detail").getJsonObject("before").getBoolean("enabled"))
                .isTrue();
        change(ada, uma, "{\"enabled\":true}").statusCode(200);
        assertThat(administration.rules(ada)).hasSize(1);
    }

    @Test
    void aPasswordThatIsResetIsShownOnceAndMustBeChanged() {
        int version = administration.userRow(uma).getInteger("password_version");

        String password = post(uma, "/password").statusCode(200).extract().path("password");

        Row row = administration.userRow(uma);
        assertThat(new PasswordHash(row.getString("password_hash")).matches(password)).isTrue();
        assertThat(row.getBoolean("must_change_password")).isTrue();
        assertThat(row.getInteger("password_version")).isEqualTo(version + 1);
        assertOneRuleOn(uma, "password reset");
        assertThat(lastAct().getString("action")).isEqualTo("user.password_reset");
        assertThat(lastAct().encode()).doesNotContain(password);
    }

    @Test
    void aPersonsSessionsAndGrantsAreEndedEverywhere() {
        post(uma, "/sessions/end").statusCode(204);

        assertOneRuleOn(uma, "sessions ended");
        assertThat(administration.userRow(uma).getBoolean("enabled")).isTrue();
        post(UUID.randomUUID(), "/sessions/end").statusCode(404);
        assertThat(administration.rules(ada)).hasSize(1);
    }

    @Test
    void anErasedPersonLeavesNothingButIds() {
        String app = administration.application();
        administration.member(app, uma);
        administration.grant(uma, app, "openid");

        administration.by(ada).delete(PATH + "/" + uma).then().statusCode(428);
        administration
                .by(ada)
                .header("If-Match", tag(uma))
                .delete(PATH + "/" + uma)
                .then()
                .statusCode(204);

        administration.by(ada).get(PATH + "/" + uma).then().statusCode(404);
        assertOneRuleOn(uma, "user erased");
        assertThat(administration.rows("select from memberships where user_id = $1", uma))
                .isEmpty();
        assertThat(administration.rows("select * from grants where user_id = $1", uma))
                .singleElement()
                .satisfies(
                        grant -> {
                            assertThat(grant.getString("address")).isNull();
                            assertThat(grant.getString("user_agent")).isNull();
                        });
        administration
                .by(ada)
                .header("If-Match", "*")
                .delete(PATH + "/" + uma)
                .then()
                .statusCode(404);
    }

    @Test
    void anExportHoldsEverythingAboutThePersonAndNoHash() {
        String app = administration.application();
        administration.member(app, uma);
        administration.grant(uma, app, "openid profile");
        post(uma, "/password").statusCode(200);

        ValidatableResponse export =
                administration
                        .by(ada)
                        .get(PATH + "/" + uma + "/export")
                        .then()
                        .statusCode(200)
                        .contentType("application/json")
                        .body("user.email", equalTo(email(uma)))
                        .body("user.last_name", equalTo("Upton"))
                        .body("memberships.client_id", equalTo(List.of(app)))
                        .body("grants[0].address", equalTo("203.0.113.7"))
                        .body("grants[0].scopes", equalTo(List.of("openid", "profile")))
                        .body("acts_on.action", hasItem("user.password_reset"));

        assertThat(export.extract().asString()).doesNotContain("hash", "argon2");
        assertThat(export.extract().<String>path("user.created_at"))
                .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
        assertThat(lastAct().getString("action")).isEqualTo("user.exported");
    }

    @Test
    void anAuditorReadsAndChangesNothing() {
        Person auditor = administration.auditor();

        administration.by(auditor).get(PATH + "/" + uma).then().statusCode(200);
        administration.by(auditor).get(PATH + "?email=" + email(uma)).then().statusCode(200);
        change(auditor, uma, "{\"first_name\":\"Una\"}").statusCode(403);
        administration
                .by(auditor)
                .contentType("application/json")
                .body(newUser())
                .post(PATH)
                .then()
                .statusCode(403);
        administration.by(ada, "users:write").get(PATH + "/" + uma).then().statusCode(403);
        administration
                .by(ada, "users:read")
                .contentType("application/json")
                .body("{}")
                .post(PATH + "/" + uma + "/password")
                .then()
                .statusCode(403);
    }
}
