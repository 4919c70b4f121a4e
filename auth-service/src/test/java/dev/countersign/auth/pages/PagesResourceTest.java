package dev.countersign.auth.pages;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import dev.countersign.embedded.EmbeddedStackResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(EmbeddedStackResource.class)
class PagesResourceTest {

    @ParameterizedTest
    @ValueSource(strings = {"/", "/signed-in", "/signed-out", "/error"})
    void everyPageStandsAloneAndIsSafe(String path) {
        given().get(path)
                .then()
                .statusCode(200)
                .contentType(containsString("text/html"))
                .header("Content-Security-Policy", containsString("frame-ancestors 'none'"))
                .header("Cache-Control", equalTo("no-store"))
                .body("html.@lang", equalTo("en"))
                .body(not(containsString("<script")))
                .body(not(containsString("style=")));
    }

    @Test
    void theErrorPageShowsKnownWordsAndIdsOnly() {
        given().get("/error?error=access_denied&error_id=AbC_123-x")
                .then()
                .body(containsString("Access was not given"))
                .body(containsString("AbC_123-x"));
        given().queryParam("error", "Your account is hacked, call 555")
                .queryParam("error_description", "call 555")
                .queryParam("error_id", "<b>call 555</b>")
                .get("/error")
                .then()
                .statusCode(200)
                .body(not(containsString("555")));
    }

    @Test
    void aLostVisitorGetsAPageAndAProgramJson() {
        given().accept("text/html")
                .get("/nowhere")
                .then()
                .statusCode(404)
                .body(containsString("There is nothing here"));
        given().accept("application/json")
                .get("/nowhere")
                .then()
                .statusCode(404)
                .body("error", equalTo("not_found"));
    }
}
