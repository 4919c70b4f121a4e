package dev.countersign.api;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.countersign.embedded.Component;
import dev.countersign.embedded.SharedStack;
import org.junit.jupiter.api.Test;

/** Contract section 5: what happens when revocations can not be heard of. */
@TestApi
class StalenessTest {

    @Test
    void aBrokerThatIsAwayRefusesAfterTheBoundAndRecovers() {
        String token = TestTokens.of("alice", "accounts:read");
        given().auth().oauth2(token).get("/api/accounts").then().statusCode(200);

        SharedStack.kill(Component.KAFKA);
        try {
            // within the bound: nobody notices, and a token never seen is decided without the
            // broker
            given().auth()
                    .oauth2(TestTokens.of("bob", "accounts:read"))
                    .get("/api/accounts")
                    .then()
                    .statusCode(200);
            TestRelay.awaitStatus(503, token);
            given().auth()
                    .oauth2(token)
                    .get("/api/accounts")
                    .then()
                    .statusCode(503)
                    .header("Retry-After", notNullValue())
                    .header("WWW-Authenticate", nullValue())
                    .body("error", equalTo("temporarily_unavailable"))
                    .body("error_id", notNullValue());
            given().auth().oauth2("damaged").get("/api/accounts").then().statusCode(401);
        } finally {
            SharedStack.start(Component.KAFKA);
        }

        TestRelay.awaitStatus(200, TestTokens.of("alice", "accounts:read"));
    }
}
