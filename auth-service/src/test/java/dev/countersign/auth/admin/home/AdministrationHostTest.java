package dev.countersign.auth.admin.home;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.countersign.auth.Declared;
import dev.countersign.auth.admin.fixture.Administration;
import dev.countersign.embedded.EmbeddedStackResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which host answers what, where administration has one of its own. */
@QuarkusTest
@TestProfile(AdministrationElsewhereTest.Elsewhere.class)
@WithTestResource(EmbeddedStackResource.class)
class AdministrationHostTest {

    private static final String ISSUERS_HOST = "localhost:8080";
    private static final String ITS_HOST = "admin.example.com";

    @Inject Declared declared;
    @Inject Administration administration;

    @BeforeEach
    void everythingIsDeclared() {
        declared.await();
    }

    private RequestSpecification administrator(String host) {
        return administration.by(administration.administrator()).header("Host", host);
    }

    private static void isNowhere(RequestSpecification asked, String method, String path) {
        asked.accept("application/json")
                .request(method, path)
                .then()
                .statusCode(404)
                .body("error", equalTo("not_found"));
    }

    /** A right token asked for the right thing at the wrong host: there is no such path. */
    @ParameterizedTest
    @CsvSource({
        "GET,     /admin",
        "POST,    /admin",
        "DELETE,  /admin",
        "OPTIONS, /admin",
        "GET,     /admin/users",
        "PUT,     /admin/users",
        "POST,    /admin/users",
        "POST,    /admin/users/bootstrap",
        "GET,     /admin/applications/declaration",
        "GET,     /admin/nothing",
        "GET,     //admin/users",
        "GET,     /admin/",
        "GET,     /admin;a=b/users",
        "GET,     /%61dmin/users",
        "GET,     /x/../admin/users",
        "GET,     /ADMIN/users"
    })
    void atTheIssuersHostThereIsNoAdministration(String method, String path) {
        isNowhere(administrator(ISSUERS_HOST).urlEncodingEnabled(false), method, path);
    }

    @Test
    void norIsThereAPage() {
        Response page =
                given().header("Host", ISSUERS_HOST)
                        .accept("text/html")
                        .redirects()
                        .follow(false)
                        .get("/admin");

        assertThat(page.statusCode()).isEqualTo(404);
        assertThat(page.contentType()).startsWith("text/html");
        assertThat(page.getHeaders().hasHeaderWithName("Set-Cookie")).isFalse();
    }

    /** Said by whoever calls, and by a proxy that passes on what it was sent. */
    @ParameterizedTest
    @CsvSource({
        "X-Forwarded-Host, admin.example.com",
        "X-Forwarded-Port, 443",
        "X-Forwarded-Server, admin.example.com",
        "X-Original-Host, admin.example.com",
        "X-Host, admin.example.com",
        "Forwarded, host=admin.example.com"
    })
    void noOtherHeaderStandsInForTheHost(String header, String value) {
        administrator(ISSUERS_HOST)
                .header(header, value)
                .get("/admin/users")
                .then()
                .statusCode(404);
        administrator("[::1]").header(header, value).get("/admin/users").then().statusCode(404);
    }

    /** The name counts: a proxy may listen on, and name, another port than the browser sees. */
    @ParameterizedTest
    @ValueSource(strings = {"admin.example.com:443", "admin.example.com:8443", "ADMIN.example.com"})
    void theHostIsKnownByItsName(String host) {
        administrator(host).get("/admin/users?limit=1").then().statusCode(200);
    }

    @ParameterizedTest
    @CsvSource({
        "GET,  /",
        "GET,  /login",
        "GET,  /signed-out",
        "GET,  /oauth2/authorize",
        "POST, /oauth2/par",
        "GET,  /oauth2/logout",
        "POST, /auth"
    })
    void atItsHostThereIsNothingElse(String method, String path) {
        isNowhere(given().header("Host", ITS_HOST), method, path);
    }

    @Test
    void whatItsPagesLoadIsThere() {
        given().header("Host", ITS_HOST).get("/assets/countersign.css").then().statusCode(200);
    }
}
