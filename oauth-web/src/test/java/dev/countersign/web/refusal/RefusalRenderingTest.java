package dev.countersign.web.refusal;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.countersign.embedded.EmbeddedStackResource;
import dev.countersign.protocol.error.Refusal;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@QuarkusTest
@QuarkusTestResource(
        value = EmbeddedStackResource.class,
        initArgs = @ResourceArg(name = "components", value = "postgres,redis"))
class RefusalRenderingTest {

    /** RFC 6749 §5.2. */
    @ParameterizedTest
    @EnumSource(Refusal.class)
    void everyRefusalHasItsStatusAndAnErrorIdThatCanBeLookedUp(Refusal refusal) {
        carriesError(
                given().get("/sample/refuse/" + refusal).then(),
                refusal.code().status(),
                refusal.code().word());
    }

    /** RFC 6749 §5.2: no quote, no backslash, no line break. */
    @Test
    void aDetailCannotBreakOutOfTheDescription() {
        given().get("/sample/refuse/PARAMETER_MISSING")
                .then()
                .body(
                        "error_description",
                        equalTo("A required parameter is missing: a ?detail?? of ours"));
    }

    /** RFC 6749 §5.2. */
    @Test
    void aClientThatFailedToAuthenticateIsChallenged() {
        given().get("/sample/refuse/CLIENT_SECRET_WRONG")
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", containsString("Basic realm="));
    }

    /** RFC 6750 §3.1. */
    @Test
    void aCallWithoutATokenIsChallengedWithoutAnErrorCode() {
        given().get("/sample/bearer")
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", equalTo("Bearer realm=\"countersign\""));
    }

    /** RFC 6750 §3. */
    @Test
    void aBadTokenIsChallengedWithTheErrorAndItsId() {
        given().header("Authorization", "Bearer a b")
                .get("/sample/bearer")
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", containsString("error=\"invalid_token\""))
                .header("WWW-Authenticate", containsString("error_id=\""));
    }

    /** RFC 6750 §2. */
    @Test
    void aTokenSentTwiceIsRefusedAndOneInTheQueryIsNotRead() {
        given().header("Authorization", "Bearer a", "Bearer b")
                .get("/sample/bearer")
                .then()
                .statusCode(400)
                .header("WWW-Authenticate", containsString("error=\"invalid_request\""));
        given().queryParam("access_token", "a").get("/sample/bearer").then().statusCode(401);
        given().header("Authorization", "bEaReR a.b-c_d~e+f/g==")
                .get("/sample/bearer")
                .then()
                .statusCode(200);
    }

    @Test
    void aStoreThatIsAwayIsARetryLaterHoweverItIsWrapped() {
        carriesError(given().get("/sample/wrapped").then(), 503, "temporarily_unavailable")
                .header("Retry-After", equalTo("1"));
    }

    @Test
    void aBugTellsNothingButItsId() {
        carriesError(given().get("/sample/bug").then(), 500, "server_error")
                .body("error_description", not(containsString("hunter2")));
    }

    @Test
    void whatTheFrameworkRefusesCarriesAnErrorIdToo() {
        carriesError(given().get("/nowhere").then(), 404, "not_found");
        carriesError(given().get("/sample/nowhere").then(), 404, "not_found");
        carriesError(given().delete("/sample").then(), 405, "method_not_allowed");
        carriesError(given().accept("image/png").get("/sample/bug").then(), 406, "not_acceptable");
        carriesError(
                given().contentType("application/json").body("{}").post("/sample").then(),
                415,
                "unsupported_media_type");
        carriesError(
                given().contentType("application/x-www-form-urlencoded")
                        .body("a=" + "x".repeat(70_000))
                        .post("/sample")
                        .then(),
                413,
                "content_too_large");
    }

    @Test
    void aFormThatIsNotPercentEncodedIsRefused() {
        carriesError(
                given().contentType("application/x-www-form-urlencoded")
                        .body("a=%zz")
                        .post("/sample")
                        .then(),
                400,
                "invalid_request");
    }

    @Test
    void aBodyWithoutAnAnnouncedLengthIsCutOff() throws IOException {
        String chunk = "a".repeat(0x8000);

        assertThat(RawHttp.postChunked("/sample", chunk, chunk, chunk))
                .startsWith("HTTP/1.1 413")
                .contains("error_id");
    }

    @Test
    void aBodyWithoutAnAnnouncedLengthIsRead() throws IOException {
        assertThat(RawHttp.postChunked("/sample", "a=", "%2B"))
                .startsWith("HTTP/1.1 200")
                .endsWith("+");
    }

    /** RFC 6749 §3.2. */
    @Test
    void aRepeatedParameterIsRefused() {
        carriesError(
                given().contentType("application/x-www-form-urlencoded")
                        .body("a=1&a=2")
                        .post("/sample")
                        .then(),
                400,
                "invalid_request");
    }

    @Test
    void nothingIsStored() {
        given().contentType("application/x-www-form-urlencoded")
                .body("a=1")
                .post("/sample")
                .then()
                .statusCode(200)
                .header("Cache-Control", equalTo("no-store"))
                .header("Pragma", equalTo("no-cache"))
                .header("WWW-Authenticate", nullValue());
    }

    private static ValidatableResponse carriesError(
            ValidatableResponse response, int status, String error) {
        return response.statusCode(status)
                .header("Cache-Control", equalTo("no-store"))
                .contentType("application/json")
                .body("error", equalTo(error))
                .body("error_id", matchesPattern("[A-Za-z0-9_-]{16}"));
    }
}
