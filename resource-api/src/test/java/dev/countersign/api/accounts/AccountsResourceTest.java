package dev.countersign.api.accounts;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import dev.countersign.api.TestApi;
import dev.countersign.api.TestTokens;
import dev.countersign.embedded.Component;
import dev.countersign.embedded.SharedStack;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@TestApi
class AccountsResourceTest {

    @Test
    void twoUsersSeeDifferentData() {
        List<Map<String, Object>> ofAlice = accountsOf("alice");
        List<Map<String, Object>> ofBob = accountsOf("bob");

        assertThat(ofAlice).hasSize(2).isEqualTo(accountsOf("alice"));
        assertThat(ofBob).hasSize(2).doesNotContainAnyElementsOf(ofAlice);
    }

    @Test
    void theAnswerNamesTheSubject() {
        given().auth()
                .oauth2(TestTokens.of("alice", "accounts:read"))
                .get("/api/accounts")
                .then()
                .header("Cache-Control", equalTo("no-store"))
                .body("sub", equalTo("alice"))
                .body("accounts[0].id", notNullValue())
                .body("accounts[0].currency", equalTo("EUR"));
    }

    @Test
    void anApplicationThatActsForItselfOwnsNone() {
        Map<String, Object> claims = TestTokens.claims("service-app", "accounts:read");
        claims.put("client_id", "service-app");
        claims.remove("grant_id");

        given().auth()
                .oauth2(TestTokens.signed(claims))
                .get("/api/accounts")
                .then()
                .statusCode(200)
                .body("accounts", empty());
    }

    @Test
    void aDatabaseThatIsAwayIsSaidSoAndComesBack() {
        String token = TestTokens.of("alice", "accounts:read");
        SharedStack.kill(Component.POSTGRES);
        try {
            given().auth()
                    .oauth2(token)
                    .get("/api/accounts")
                    .then()
                    .statusCode(503)
                    .header("Retry-After", notNullValue())
                    .body("error", equalTo("temporarily_unavailable"))
                    .body("error_id", notNullValue());
        } finally {
            SharedStack.start(Component.POSTGRES);
        }

        given().auth().oauth2(token).get("/api/accounts").then().statusCode(200);
    }

    private static List<Map<String, Object>> accountsOf(String user) {
        return given().auth()
                .oauth2(TestTokens.of(user, "accounts:read"))
                .get("/api/accounts")
                .then()
                .statusCode(200)
                .extract()
                .path("accounts");
    }
}
