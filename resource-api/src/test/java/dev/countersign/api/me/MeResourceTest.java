package dev.countersign.api.me;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.countersign.api.TestApi;
import dev.countersign.api.TestRelay;
import dev.countersign.api.TestTokens;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
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

        me(token).statusCode(401).body("error", equalTo("invalid_token"));
        assertTimeoutPreemptively(Duration.ofSeconds(2), () -> awaitSize(before));
    }

    @Test
    void whatUserinfoSaysOfATokenRevokedMeanwhileIsToldToNobody() {
        String token = TestTokens.of("revoked-meanwhile", SCOPE);
        int before = userInfo.size();
        int asked = TestTokens.requestsToTheIssuer();
        TestTokens.userinfoAnswers("held");
        CompletableFuture<ValidatableResponse> late =
                CompletableFuture.supplyAsync(() -> me(token), Thread::startVirtualThread);
        while (TestTokens.requestsToTheIssuer() == asked) {
            Thread.onSpinWait();
        }
        TestRelay.revokeGrantOf("revoked-meanwhile");
        TestRelay.awaitStatus(401, token);

        TestTokens.userinfoAnswers("200");

        late.join().statusCode(401).body("error", equalTo("invalid_token"));
        assertThat(userInfo.size()).isEqualTo(before);
    }

    /** Contract, section 6: user info comes from the token's scope object. */
    @Test
    void aListedDialectTokenSaysItselfWhoIsSignedIn() {
        int before = TestTokens.requestsToTheIssuer();

        me(TestTokens.ofDialect("dora", TestTokens.DIALECT_APP))
                .statusCode(200)
                .body("sub", equalTo("dora"))
                .body("email", equalTo("dora@example.com"))
                .body("given_name", equalTo("First of dora"));

        assertThat(TestTokens.requestsToTheIssuer()).isEqualTo(before);
        me(TestTokens.ofDialect("dora", "anotherClient")).statusCode(401);
        given().auth()
                .oauth2(TestTokens.ofDialect("dora", TestTokens.DIALECT_APP))
                .get("/api/accounts")
                .then()
                .statusCode(403);
    }

    @Test
    void aDialectTokenOfARevokedGrantIsRefused() {
        String token = TestTokens.ofDialect("dialect-and-revoked", TestTokens.DIALECT_APP);
        me(token).statusCode(200);

        TestRelay.revokeGrantOf("dialect-and-revoked");
        TestRelay.awaitStatus(401, token);
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

    private void awaitSize(int size) {
        while (userInfo.size() != size) {
            Thread.onSpinWait();
        }
    }

    private static ValidatableResponse me(String token) {
        return given().auth().oauth2(token).get("/api/me").then();
    }
}
