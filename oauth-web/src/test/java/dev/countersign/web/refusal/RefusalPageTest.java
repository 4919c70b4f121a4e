package dev.countersign.web.refusal;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;

import dev.countersign.embedded.EmbeddedStackResource;
import dev.countersign.protocol.error.Refusal;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@QuarkusTest
@QuarkusTestResource(
        value = EmbeddedStackResource.class,
        initArgs = @ResourceArg(name = "components", value = "postgres,redis"))
class RefusalPageTest {

    @ParameterizedTest
    @EnumSource(Refusal.class)
    void everyRefusalHasAPageWithAnErrorId(Refusal refusal) {
        isPageWithErrorId(
                given().get("/sample-page/refuse/" + refusal).then(), refusal.code().status());
    }

    @Test
    void whatAStrangerSentIsTextAndNothingElse() {
        given().get("/sample-page/refuse/PARAMETER_MISSING")
                .then()
                .body(not(containsString("<script>")))
                .body(containsString("&lt;script&gt;"));
    }

    @Test
    void aBrowserThatIsLostGetsAPage() {
        isPageWithErrorId(given().accept("text/html,*/*").get("/nowhere").then(), 404);
        isPageWithErrorId(given().accept("text/html").delete("/sample").then(), 405);
        isPageWithErrorId(
                given().accept("text/html")
                        .contentType("application/x-www-form-urlencoded")
                        .body("a=" + "x".repeat(70_000))
                        .post("/sample")
                        .then(),
                413);
    }

    @Test
    void aPageRunsNothingLoadsNothingForeignAndIsInNoFrame() {
        given().get("/sample-page/refuse/BUG")
                .then()
                .header(
                        "Content-Security-Policy",
                        matchesPattern(
                                "default-src 'none'; script-src 'nonce-[A-Za-z0-9_-]{22}';"
                                        + " style-src 'self'; img-src 'self'; form-action 'self';"
                                        + " base-uri 'none'; frame-ancestors 'none'"))
                .header("X-Content-Type-Options", equalTo("nosniff"))
                .header("Referrer-Policy", equalTo("no-referrer"))
                .header("Cross-Origin-Opener-Policy", equalTo("same-origin"));
    }

    @Test
    void thePagesLoadTheirStyleFromHere() {
        given().get("/assets/countersign.css").then().statusCode(200).contentType("text/css");
        given().get("/assets/countersign.svg").then().statusCode(200);
        isPageWithErrorId(given().accept("text/html").get("/assets/nothing.css").then(), 404);
    }

    private static void isPageWithErrorId(ValidatableResponse response, int status) {
        response.statusCode(status)
                .contentType(containsString("text/html"))
                .header("Cache-Control", equalTo("no-store"))
                .body("html.@lang", equalTo("en"))
                .body("**.find { it.@id == 'error-id' }", matchesPattern("[A-Za-z0-9_-]{16}"));
    }
}
