package dev.countersign.auth.admin.members;

import static dev.countersign.auth.admin.fixture.Administration.email;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.countersign.auth.admin.fixture.Administration;
import dev.countersign.auth.admin.fixture.Administration.Person;
import dev.countersign.embedded.EmbeddedStackResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Contract section 6, "Its users": what managers of an application may do, and what not. */
@QuarkusTest
@WithTestResource(EmbeddedStackResource.class)
class MembersResourceTest {

    private static final String STRONG = "seven-lamps-of-brass";

    @Inject Administration administration;

    private Person ada;
    private Person max;
    private UUID uma;
    private String app;

    @BeforeEach
    void anApplicationHasAManager() {
        ada = administration.administrator();
        app = administration.application();
        max = administration.manager(app);
        uma = administration.user("Uma", "Upton", "{}");
    }

    private String path(String part) {
        return "/admin/applications/" + app + part;
    }

    private ValidatableResponse create(Person by, String email) {
        return administration
                .by(by)
                .contentType("application/json")
                .body(
                        Map.of(
                                "first_name", "Nora",
                                "email", email,
                                "password", STRONG,
                                "confirm_password", STRONG))
                .post(path("/users"))
                .then();
    }

    private ValidatableResponse invite(Person by, String email) {
        return administration
                .by(by)
                .contentType("application/json")
                .body(Map.of("email", email))
                .post(path("/invitations"))
                .then();
    }

    private static String newEmail() {
        return "nora-" + UUID.randomUUID() + "@example.com";
    }

    private List<Row> invitations() {
        return administration.rows(
                "select user_id from invitations where client_id = $1 and until > now()", app);
    }

    private List<Row> members() {
        return administration.rows("select user_id from memberships where client_id = $1", app);
    }

    @Test
    void aManagerMakesAnAccountThatIsAUserOfTheApplication() {
        ValidatableResponse made =
                create(max, newEmail())
                        .statusCode(201)
                        .body("first_name", equalTo("Nora"))
                        .body("email_verified", equalTo(false))
                        .body("roles", nullValue());
        String id = made.extract().path("id");

        made.header("Location", endsWith(path("/users/" + id)));
        administration.by(max).get(path("/users/" + id)).then().statusCode(200);
        administration
                .by(max)
                .get(path("/users"))
                .then()
                .body("users.id", equalTo(List.of(id)))
                .body("next", nullValue());
        assertThat(administration.audited(max))
                .singleElement()
                .satisfies(
                        it -> {
                            assertThat(it.getString("target")).isEqualTo(id);
                            assertThat(it.getJsonObject("detail").getString("application"))
                                    .isEqualTo(app);
                            assertThat(it.encode()).doesNotContain("nora-", STRONG);
                        });
    }

    @Test
    void anAccountThatExistsIsMadeAUserByAnAdministratorOnly() {
        Row before = administration.userRow(uma);

        create(max, email(uma)).statusCode(409);
        create(ada, email(uma)).statusCode(409);
        administration.by(max).put(path("/users/" + uma)).then().statusCode(403);
        assertThat(members()).isEmpty();
        administration.by(ada).put(path("/users/" + uma)).then().statusCode(204);
        administration.by(ada).put(path("/users/" + uma)).then().statusCode(204);

        assertThat(members()).hasSize(1);
        assertThat(administration.userRow(uma).toJson()).isEqualTo(before.toJson());
        administration.by(ada).put(path("/users/" + UUID.randomUUID())).then().statusCode(404);
    }

    @Test
    void nobodyGetsARoleFromAManager() {
        administration
                .by(max)
                .contentType("application/json")
                .body(
                        Map.of(
                                "first_name",
                                "Nora",
                                "email",
                                newEmail(),
                                "password",
                                STRONG,
                                "confirm_password",
                                STRONG,
                                "roles",
                                List.of("administrator")))
                .post(path("/users"))
                .then()
                .statusCode(400)
                .body("errors.field", equalTo(List.of("roles")));
    }

    /** Nobody learns from an invitation who has an account. */
    @Test
    void anInvitationIsAnsweredTheSameWhoeverHasTheAddress() {
        UUID member = administration.user("Mia", "Moss", "{}");
        administration.member(app, member);

        String known = invite(max, email(uma)).statusCode(202).extract().asString();
        String unknown = invite(max, newEmail()).statusCode(202).extract().asString();
        invite(max, email(member)).statusCode(202);
        invite(max, "nobody").statusCode(400);

        assertThat(known).isEqualTo(unknown).isEmpty();
        assertThat(invitations())
                .singleElement()
                .satisfies(it -> assertThat(it.getUUID("user_id")).isEqualTo(uma));
        assertThat(members()).hasSize(1);
    }

    /** Design, "Revocation" 1: membership removed. */
    @Test
    void whoIsRemovedLosesWhatThisApplicationWasGivenAndTheInvitationBack() {
        administration.member(app, uma);
        administration.sql(
                """
                insert into invitations (client_id, user_id, invited_by, until)
                values ($1, $2, 'a test', now() + interval '1 day')
                """,
                app,
                uma);

        administration.by(max).delete(path("/users/" + uma)).then().statusCode(204);

        assertThat(members()).isEmpty();
        assertThat(invitations()).isEmpty();
        assertThat(administration.rules(max))
                .singleElement()
                .satisfies(
                        rule -> {
                            assertThat(rule.getArrayOfStrings("sub")).containsExactly(uma + "");
                            assertThat(rule.getString("client_id")).isEqualTo(app);
                            assertThat(rule.getString("reason")).isEqualTo("membership removed");
                        });
        administration.by(max).delete(path("/users/" + uma)).then().statusCode(404);
        assertThat(administration.rules(max)).hasSize(1);
    }

    @Test
    void aManagerOfAnotherApplicationSeesAndDoesNothingHere() {
        Person other = administration.manager(administration.application());
        administration.member(app, uma);

        administration.by(other).get(path("/users")).then().statusCode(403);
        administration.by(other).get(path("/users/" + uma)).then().statusCode(403);
        administration.by(other).get(path("/managers")).then().statusCode(403);
        create(other, newEmail()).statusCode(403);
        invite(other, email(uma)).statusCode(403);
        administration.by(other).delete(path("/users/" + uma)).then().statusCode(403);

        assertThat(members()).hasSize(1);
        assertThat(administration.rules(other)).isEmpty();
    }

    /** Contract section 6. */
    @Test
    void aManagerNeitherResetsPasswordsNorSeesAccountsAsSuch() {
        administration.member(app, uma);

        administration
                .by(max)
                .contentType("application/json")
                .body("{}")
                .post("/admin/users/" + uma + "/password")
                .then()
                .statusCode(403);
        administration.by(max).get("/admin/users").then().statusCode(403);
        administration.by(max).get("/admin/users/" + uma).then().statusCode(403);
        administration.by(max).get("/admin/audit").then().statusCode(403);

        assertThat(administration.userRow(uma).getString("password_hash")).isEqualTo("-");
    }

    /** Whoever made the account could act as the manager that it becomes. */
    @Test
    void anAccountWhosePasswordSomebodyElseHasKnownManagesNothing() {
        String made = create(max, newEmail()).statusCode(201).extract().path("id");

        administration
                .by(ada)
                .put(path("/managers/" + made))
                .then()
                .statusCode(409)
                .body("detail", startsWith("Somebody else has known the password"));
    }

    @Test
    void managersAreMadeByAdministratorsAndByNobodyForThemselves() {
        administration.by(max).put(path("/managers/" + uma)).then().statusCode(403);
        administration.by(ada).put(path("/managers/" + ada.user())).then().statusCode(409);
        administration.by(ada).put(path("/managers/" + uma)).then().statusCode(204);
        administration
                .by(max)
                .get(path("/managers"))
                .then()
                .statusCode(200)
                .body("managers.id", equalTo(List.of(max.user() + "", uma + "")));
        administration.by(max).delete(path("/managers/" + uma)).then().statusCode(403);
        administration.by(ada).delete(path("/managers/" + uma)).then().statusCode(204);
        administration.by(ada).delete(path("/managers/" + uma)).then().statusCode(404);
        administration.by(ada).put(path("/managers/" + UUID.randomUUID())).then().statusCode(404);

        assertThat(administration.audited(ada))
                .extracting(it -> it.getString("action"))
                .contains("manager.added", "manager.removed");
    }

    @Test
    void usersAreListedInPagesTheNewestFirst() {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            UUID user = administration.user("Uma", "Upton", "{}");
            administration.member(app, user);
            all.addFirst(user.toString());
        }

        String next =
                administration
                        .by(max)
                        .get(path("/users?limit=2"))
                        .then()
                        .body("users.id", equalTo(all.subList(0, 2)))
                        .extract()
                        .path("next");

        administration
                .by(max)
                .queryParam("limit", 2)
                .queryParam("after", next)
                .get(path("/users"))
                .then()
                .body("users.id", equalTo(all.subList(2, 3)))
                .body("next", nullValue());
        administration
                .by(ada)
                .queryParam("after", next)
                .get("/admin/applications/" + administration.application() + "/users")
                .then()
                .statusCode(400)
                .body("errors", hasSize(1));
    }

    @Test
    void thereAreNoUsersOfAnApplicationThatIsNotThere() {
        app = "app-of-nobody";

        administration.by(ada).get(path("/users")).then().statusCode(404);
        administration.by(ada).get(path("/managers")).then().statusCode(404);
        administration.by(ada).put(path("/users/" + uma)).then().statusCode(404);
        create(ada, newEmail()).statusCode(404);
        invite(ada, email(uma)).statusCode(404);
        invite(ada, newEmail()).statusCode(404);
    }
}
