package dev.countersign.auth.authorize;

import static dev.countersign.auth.Visitor.request;
import static dev.countersign.auth.Visitor.webRequest;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.nullValue;

import dev.countersign.auth.Declared;
import dev.countersign.auth.Visitor;
import dev.countersign.embedded.EmbeddedStackResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(EmbeddedStackResource.class)
class AuthorizeResourceTest {

    @Inject Declared declared;

    @BeforeEach
    void everythingDeclaredIsThere() {
        declared.await();
    }

    /** RFC 6749 §4.1.2.1: the resource owner is informed, and not redirected. */
    @ParameterizedTest
    @CsvSource({
        "client_id,''",
        "client_id,nobody",
        "client_id,'not one'",
        "redirect_uri,''",
        "redirect_uri,https://evil.example/callback",
        "redirect_uri,http://127.0.0.1:8001/callback#fragment",
        "redirect_uri,not-absolute",
        "redirect_uri,javascript:alert(1)",
        "redirect_uri,http://user@127.0.0.1:8001/callback"
    })
    void anUntrustedRequestIsAPageAndNeverARedirect(String parameter, String value) {
        isPage(new Visitor().authorize(request(parameter, value)));
    }

    @Test
    void aRepeatedClientOrRedirectUriIsAPage() {
        Map<String, String> request = request();
        isPage(
                given().queryParams(request)
                        .queryParam("client_id", "web-app")
                        .redirects()
                        .follow(false)
                        .get("/oauth2/authorize"));
        isPage(
                given().queryParams(request)
                        .queryParam("redirect_uri", "http://127.0.0.1:8002/callback")
                        .redirects()
                        .follow(false)
                        .get("/oauth2/authorize"));
    }

    @Test
    void aDisabledApplicationIsAPage() {
        declared.enableApplication("lax-app", false);
        try {
            isPage(
                    new Visitor()
                            .authorize(
                                    request(
                                            "client_id",
                                            "lax-app",
                                            "redirect_uri",
                                            "https://lax.example/callback")));
        } finally {
            declared.enableApplication("lax-app", true);
        }
    }

    /** RFC 6749 §4.1.2.1; RFC 9207. */
    @ParameterizedTest
    @CsvSource({
        "response_type,none,unsupported_response_type",
        "response_type,'',invalid_request",
        "response_mode,web_message,invalid_request",
        "scope,admin,invalid_scope",
        "scope,'',invalid_scope",
        "code_challenge,'',invalid_request",
        "code_challenge,rubbish,invalid_request",
        "code_challenge_method,plain,invalid_request",
        "request,eyJ,request_not_supported",
        "request_uri,https://a.example/,request_uri_not_supported",
        "prompt,none login,invalid_request",
        "max_age,tomorrow,invalid_request"
    })
    void everythingElseIsToldToTheApplication(String parameter, String value, String error) {
        Response response = new Visitor().authorize(request(parameter, value));

        assertThat(Visitor.location(response)).startsWith("http://127.0.0.1:8001/callback?");
        assertThat(Visitor.answer(response))
                .containsEntry("error", error)
                .containsEntry("state", "a state")
                .containsEntry("iss", "http://localhost:8080")
                .containsKeys("error_description", "error_id");
    }

    /** Contract section 3: a token for administration is for nobody else. */
    @Test
    void administrationTogetherWithAnotherApiIsToldToTheApplication() {
        Map<String, String> request =
                request(
                        "client_id",
                        "admin-app",
                        "redirect_uri",
                        "https://admin.example/callback",
                        "scope",
                        "openid accounts:read tokens:read");
        Response mixed = new Visitor().authorize(request);
        assertThat(Visitor.location(mixed)).startsWith("https://admin.example/callback?");
        assertThat(Visitor.answer(mixed)).containsEntry("error", "invalid_scope");

        request.put("scope", "openid tokens:read");
        assertThat(Visitor.location(new Visitor().authorize(request))).contains("/login?request=");
    }

    @Test
    void aRepeatedStateIsNotGivenBack() {
        Response response =
                given().queryParams(webRequest())
                        .queryParam("state", "another")
                        .redirects()
                        .follow(false)
                        .get("/oauth2/authorize");

        assertThat(Visitor.answer(response))
                .containsEntry("error", "invalid_request")
                .doesNotContainKey("state");
    }

    @Test
    void anApplicationThatIsNotRegisteredForCodesIsToldSo() {
        Response response =
                new Visitor()
                        .authorize(
                                request(
                                        "client_id",
                                        "service-app",
                                        "redirect_uri",
                                        "https://service.example/callback",
                                        "scope",
                                        "accounts:read"));

        assertThat(Visitor.answer(response)).containsEntry("error", "unauthorized_client");
    }

    @Test
    void whatAPostGetsWrongIsRefusedBeforeItGoesOn() {
        isPage(new Visitor().post("/oauth2/authorize", request("client_id", "nobody")));
        assertThat(
                        Visitor.answer(
                                new Visitor()
                                        .post(
                                                "/oauth2/authorize",
                                                request("nonce", "n".repeat(9_000)))))
                .containsEntry("error", "invalid_request");
    }

    /** RFC 6749 §3.1: a parameter that nobody knows is ignored, whatever its name is. */
    @Test
    void theNamesOfAPostsParametersStayNames() {
        Visitor alice = new Visitor();
        Response response =
                alice.post("/oauth2/authorize", request("odd name", "x", "y&state=evil#", "z"));

        String location = Visitor.location(response);
        assertThat(location).doesNotContain("state=evil").doesNotContain("#");
        assertThat(Visitor.location(alice.get(location))).contains("/login?request=");
    }

    @Test
    void otherMethodsAndMediaTypesAreRefused() {
        given().accept("text/html")
                .delete("/oauth2/authorize")
                .then()
                .statusCode(405)
                .body("**.find { it.@id == 'error-id' }", matchesPattern(".{16}"));
        given().contentType("application/json")
                .body("{}")
                .post("/oauth2/authorize")
                .then()
                .statusCode(415)
                .body(containsString("error"));
    }

    private static void isPage(Response response) {
        response.then()
                .statusCode(400)
                .contentType(containsString("text/html"))
                .header("Location", nullValue())
                .body("**.find { it.@id == 'error-id' }", matchesPattern("[A-Za-z0-9_-]{16}"));
    }
}
