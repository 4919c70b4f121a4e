package dev.countersign.web.cors;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsStringIgnoringCase;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Contract, section 3, and the CORS protocol of the Fetch Standard. */
@QuarkusTest
class CrossOriginTest {

    private static final String ALLOWED = "Access-Control-Allow-Origin";
    private static final String CREDENTIALS = "Access-Control-Allow-Credentials";

    @ParameterizedTest
    @ValueSource(strings = {"https://one.example", "http://127.0.0.1:9000"})
    void aPreflightIsAnsweredForTheOriginsOfAllEnabledApplications(String origin) {
        preflight("/auth/token", origin)
                .statusCode(204)
                .header(ALLOWED, origin)
                .header("Access-Control-Allow-Headers", containsStringIgnoringCase("content-type"))
                .header("Access-Control-Allow-Methods", containsStringIgnoringCase("POST"))
                .header("Vary", containsStringIgnoringCase("origin"))
                .header(CREDENTIALS, nullValue());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example",
                "https://off.example",
                "https://one.example.evil.example",
                "https://one.example:444",
                "http://one.example",
                "http://127.0.0.1:9001",
                "null",
                "*"
            })
    void aForeignOriginGetsNoPreflight(String origin) {
        preflight("/auth/token", origin)
                .statusCode(403)
                .header(ALLOWED, nullValue())
                .body("error", equalTo("access_denied"));
    }

    @Test
    void noOtherAddressIsForPages() {
        preflight("/sample/query", "https://one.example").header(ALLOWED, nullValue());
        given().header("Origin", "https://one.example")
                .get("/sample/query?a=b")
                .then()
                .statusCode(200)
                .header(ALLOWED, nullValue());
    }

    @Test
    void theCallItselfIsReadByPagesOfTheCallingApplicationAlone() {
        call("https://one.example", "{\"clientId\":\"one\"}")
                .statusCode(200)
                .header(ALLOWED, "https://one.example")
                .header("Vary", containsStringIgnoringCase("origin"))
                .header(CREDENTIALS, nullValue());
        call("https://one.example", "{\"clientId\":\"two\"}").header(ALLOWED, nullValue());
        call("https://off.example", "{\"clientId\":\"off\"}").header(ALLOWED, nullValue());
        call("https://one.example", "{\"clientId\":\"nobody\"}").header(ALLOWED, nullValue());
    }

    @Test
    void aRefusalIsReadAsTheAnswerIs() {
        String refused = "{\"clientId\":\"one\",\"refuse\":\"yes\"}";
        call("https://one.example", refused)
                .statusCode(400)
                .header(ALLOWED, "https://one.example")
                .body("error", equalTo("invalid_grant"));
        call("https://evil.example", refused).statusCode(400).header(ALLOWED, nullValue());
    }

    /** A form needs no preflight, so a page of any origin could send one. */
    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded"})
    void whatNeedsNoPreflightIsNotRead(String type) {
        given().contentType(type)
                .body("{\"clientId\":\"one\"}")
                .post("/auth/token")
                .then()
                .statusCode(415)
                .body("error", equalTo("unsupported_media_type"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{",
                "{\"clientId\":\"one\"} {}",
                "{\"clientId\":1}",
                "{\"clientId\":{\"a\":\"one\"}}",
                "{\"clientId\":\"one\",\"clientId\":\"one\"}",
                "{\"clientId\":null}",
                "{\"clientId\":\"\"}"
            })
    void aDocumentIsReadByTheRulesOfAForm(String json) {
        call("https://one.example", json).statusCode(400).body("error", equalTo("invalid_request"));
    }

    private static ValidatableResponse call(String origin, String json) {
        return given().header("Origin", origin)
                .contentType("application/json")
                .body(json)
                .post("/auth/token")
                .then();
    }

    private static ValidatableResponse preflight(String path, String origin) {
        return given().header("Origin", origin)
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "content-type")
                .options(path)
                .then();
    }
}
