package dev.countersign.auth.admin.bootstrap;

import static dev.countersign.auth.admin.fixture.Administration.email;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import dev.countersign.auth.admin.fixture.Administration;
import dev.countersign.embedded.EmbeddedStackResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(EmbeddedStackResource.class)
class BootstrapResourceTest {

    private static final String PATH = "/admin/users/bootstrap";
    private static final String SECRET = "the-bootstrap-secret-of-the-tests-0000001";
    private static final String STRONG = "seven-lamps-of-brass";

    @Inject Administration administration;

    private final String address = "first-" + UUID.randomUUID() + "@example.com";

    @BeforeEach
    void nobodyAdministers() {
        administration.nobodyAdministers();
        administration.sql("delete from bootstrap_links");
    }

    private static ValidatableResponse link(String secret) {
        return given().auth().oauth2(secret).post(PATH).then();
    }

    private static String token() {
        String link = link(SECRET).statusCode(200).extract().path("link");
        assertThat(link).startsWith("http://localhost:8080" + PATH + "?token=");
        return URI.create(link).getQuery().substring("token=".length());
    }

    private ValidatableResponse make(String token, String... changes) {
        Map<String, String> form = new HashMap<>();
        form.put("token", token);
        form.put("first_name", "Fay");
        form.put("email", address);
        form.put("password", STRONG);
        form.put("confirm_password", STRONG);
        for (int i = 0; i < changes.length; i += 2) {
            form.put(changes[i], changes[i + 1]);
        }
        return given().contentType("application/x-www-form-urlencoded")
                .formParams(form)
                .post(PATH + "/administrator")
                .then();
    }

    private List<Row> administrators() {
        return administration.rows(
                "select * from users where 'administrator' = any(roles) and enabled");
    }

    @Test
    void whoHasTheSecretMakesTheFirstAdministrator() {
        token();
        String token = token();

        given().get(PATH + "?token=" + token)
                .then()
                .statusCode(200)
                .header("Referrer-Policy", "no-referrer")
                .header("Content-Security-Policy", containsString("form-action 'self'"))
                .body(containsString(token));
        make(token).statusCode(200).body(not(containsString(STRONG)));

        assertThat(administrators())
                .singleElement()
                .satisfies(
                        row -> {
                            assertThat(row.getString("email")).isEqualTo(address);
                            assertThat(row.getBoolean("email_verified")).isFalse();
                        });
        assertThat(administration.rows("select from bootstrap_links")).isEmpty();
        assertThat(
                        administration.rows(
                                """
                                select action from audit_events where actor = 'bootstrap'
                                order by at desc limit 2
                                """))
                .extracting(it -> it.getString("action"))
                .containsExactly("bootstrap.completed", "bootstrap.link_created");
        link(SECRET).statusCode(409);
    }

    @Test
    void withoutTheSecretThereIsNoLink() {
        given().post(PATH).then().statusCode(401);
        link(SECRET + "x").statusCode(401).body("error", equalTo("invalid_token"));

        assertThat(administration.rows("select from bootstrap_links")).isEmpty();
    }

    @Test
    void aLinkIsKnownByItsHashWorksOnceAndNotForLong() {
        String token = token();
        assertThat(administration.rows("select hash::text from bootstrap_links"))
                .noneMatch(it -> it.getString(0).contains(token));

        administration.sql("update bootstrap_links set until = now()");
        given().get(PATH + "?token=" + token).then().statusCode(404);
        make(token).statusCode(404);
        given().get(PATH).then().statusCode(404).contentType("text/html");
        make("invented").statusCode(404);
        assertThat(administrators()).isEmpty();

        String next = token();
        make(next).statusCode(200);
        make(next, "email", "x" + address).statusCode(404);
        assertThat(administrators()).hasSize(1);
    }

    @Test
    void ofTwoLinksUsedAtOnceOneMakesAnAdministrator() {
        String token = token();
        UUID other = administration.user("Fay", "First", "{}");

        administration
                .overtaken(
                        () -> make(token),
                        "update users set roles = '{administrator}' where id = $1",
                        other)
                .statusCode(404);

        assertThat(administrators()).hasSize(1);
    }

    @Test
    void whatIsWrongIsShownAndTheLinkStillWorks() {
        String token = token();
        UUID uma = administration.user("Uma", "Upton", "{}");
        Row before = administration.userRow(uma);

        make(token, "password", "password1", "first_name", "<b>Fay</b>")
                .statusCode(400)
                .body(containsString("The two passwords are not the same"))
                .body(containsString("nothing that is easily guessed"))
                .body(containsString("&lt;b&gt;Fay"))
                .body(not(containsString("password1")));
        make(token, "email", email(uma)).statusCode(409);

        assertThat(administration.userRow(uma).toJson()).isEqualTo(before.toJson());
        assertThat(administrators()).isEmpty();
        make(token).statusCode(200);
    }
}
