package dev.countersign.revocation.administration;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import dev.countersign.embedded.EmbeddedStackResource;
import dev.countersign.revocation.fixture.Administration;
import dev.countersign.revocation.fixture.LoggedLines;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 9457: what is wrong with a document is said, and nothing of it is quoted. */
@QuarkusTest
@QuarkusTestResource(EmbeddedStackResource.class)
@SuppressWarnings("NullAway.Init")
class DocumentsTest {

    private static final String SECRET = "cs_rt_the-secret-that-was-pasted";

    @Inject Administration administration;

    private String token;

    @BeforeEach
    void register() {
        token = administration.token(administration.administrator(), "tokens:revoke");
    }

    private ValidatableResponse post(String body) {
        return given().auth()
                .oauth2(token)
                .contentType("application/json")
                .body(body)
                .post("/admin/sample")
                .then();
    }

    @Test
    void aDocumentIsRead() {
        post("{\"name\":\"n\",\"sure\":true,\"items\":[\"a\"]}")
                .statusCode(200)
                .body("name", equalTo("n"));
    }

    /** Nobody who is not let in makes the server read a document. */
    @Test
    void aTokenIsAskedForBeforeTheDocumentIsRead() {
        given().contentType("application/json")
                .body("{")
                .post("/admin/sample")
                .then()
                .statusCode(401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "\"SECRET\"",
                "{",
                "{\"name\":\"SECRET",
                "{\"name\":SECRET}",
                "{\"name\":\"SECRET\"} {}",
                "{\"name\":\"SECRET\",\"name\":\"SECRET\"}",
                "{\"SECRET\":1}",
                "{\"name\":null,\"sure\":true}",
                "{\"name\":{\"SECRET\":\"SECRET\"}}",
                "{\"name\":[\"SECRET\"]}",
                "{\"name\":1}",
                "{\"name\":true}",
                "{\"sure\":\"SECRET\"}",
                "{\"sure\":\"true\"}",
                "{\"sure\":1}",
                "{\"sure\":\"\"}",
                "{\"items\":\"SECRET\"}",
                "{\"items\":[\"a\",{\"SECRET\":1}]}",
            })
    void aDocumentThatIsNotUnderstoodExactlyIsRefusedAndQuotedNowhere(String body) {
        try (LoggedLines log = LoggedLines.fromNowOn()) {
            String answer =
                    post(body.replace("SECRET", SECRET))
                            .statusCode(400)
                            .contentType("application/problem+json")
                            .body("error", equalTo("invalid_request"))
                            .extract()
                            .asString();
            assertThat(answer).doesNotContain(SECRET);
            assertThat(log.lines()).isNotEmpty().noneMatch(line -> line.contains(SECRET));
        }
    }

    @Test
    void aFieldOfTheWrongTypeIsNamed() {
        post("{\"items\":[\"a\",{}]}")
                .body("errors", hasSize(1))
                .body("errors[0].field", equalTo("items[1]"))
                .body("errors[0].detail", equalTo("is of the wrong type"))
                .body("detail", containsString("items[1]"));
    }

    @Test
    void aMemberThatIsNotKnownIsToldWhichAre() {
        post("{\"nmae\":\"n\"}")
                .body("errors[0].field", equalTo("(unknown)"))
                .body(
                        "errors[0].detail",
                        equalTo("is not known here; known are items, name, sure"));
    }

    @Test
    void aDocumentThatIsTooLargeOrNoJsonIsRefused() {
        post("{\"name\":\"" + "x".repeat(70_000) + "\"}")
                .statusCode(413)
                .contentType("application/problem+json");
        given().auth()
                .oauth2(token)
                .contentType("text/plain")
                .body("{}")
                .post("/admin/sample")
                .then()
                .statusCode(415)
                .contentType("application/problem+json");
    }
}
