package dev.countersign.api.me;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import dev.countersign.api.TestApi;
import dev.countersign.api.TestRelay;
import dev.countersign.api.TestTokens;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@TestApi
class MeResourceTest {

    private static final String SCOPE = "openid profile accounts:read";

    @Inject UserInfo userInfo;

    @AfterEach
    void userinfoIsWell() {
        TestTokens.userinfoAnswers("200");
    }

    @Test
    void saysWhoIsSignedIn() {
        me(TestTokens.of("alice", SCOPE))
                .statusCode(200)
                .body("sub", equalTo("alice"))
                .body("name", equalTo("Name of alice"));
        me(TestTokens.of("bob", SCOPE)).body("name", equalTo("Name of bob"));
    }

    @Test
    void asksOnceForOneToken() {
        String token = TestTokens.of("alice", SCOPE);
        me(token).statusCode(200);
        int before = TestTokens.requestsToTheIssuer();
        TestTokens.userinfoAnswers("500");

        me(token).statusCode(200).body("sub", equalTo("alice"));

        assertThat(TestTokens.requestsToTheIssuer()).isEqualTo(before);
    }

    @Test
    void whatIsKeptIsOfNoUseOnceTheTokenIsRevoked() {
        String token = TestTokens.of("kept-and-revoked", SCOPE);
        int before = userInfo.size();
        me(token).statusCode(200);
        assertThat(userInfo.size()).isEqualTo(before + 1);
        TestRelay.revokeGrantOf("kept-and-revoked");
        TestRelay.awaitStatus(401, token);

        assertThat(userInfo.size()).isEqualTo(before);
        me(token).statusCode(401).body("error", equalTo("invalid_token"));
    }

    @Test
    void needsTheScopeProfile() {
        me(TestTokens.of("alice", "openid accounts:read"))
                .statusCode(403)
                .header("WWW-Authenticate", containsString("scope=\"profile\""));
    }

    @Test
    void aTokenThatUserinfoRefusesIsInvalid() {
        TestTokens.userinfoAnswers("401");

        me(TestTokens.of("alice", SCOPE))
                .statusCode(401)
                .header("WWW-Authenticate", containsString("error=\"invalid_token\""))
                .body("error", equalTo("invalid_token"));
    }

    @Test
    void aUserinfoThatIsAwayIsSaidSo() {
        TestTokens.userinfoAnswers("503");

        me(TestTokens.of("alice", SCOPE))
                .statusCode(503)
                .header("Retry-After", notNullValue())
                .body("error_id", notNullValue());
    }

    /** OpenID Connect Core 1.0 §5.3.2. */
    @Test
    void anAnswerAboutSomeoneElseIsNotUsed() {
        TestTokens.userinfoAnswers("someone-else");

        me(TestTokens.of("alice", SCOPE)).statusCode(503);
    }

    private static ValidatableResponse me(String token) {
        return given().auth().oauth2(token).get("/api/me").then();
    }
}
