package dev.countersign.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.restassured.response.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who is let in, and what the others read (RFC 6750). */
@TestApi
class AccessTest {

    private static final String METADATA =
            "resource_metadata=\"http://localhost:8080/.well-known/oauth-protected-resource/api\"";

    /** RFC 6750 §3.1: no token, no error code. RFC 9728 §5.1: where to read about this API. */
    @Test
    void withoutATokenTheChallengeSaysWhereToGo() {
        given().get("/api/accounts")
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", equalTo("Bearer " + METADATA))
                .header("Cache-Control", equalTo("no-store"))
                .body("error", nullValue())
                .body("error_id", matchesPattern("[0-9a-f]{20}"));
    }

    @Test
    void anotherSchemeIsNoToken() {
        given().auth()
                .preemptive()
                .basic("alice", "secret")
                .get("/api/accounts")
                .then()
                .statusCode(401)
                .body("error", nullValue());
    }

    @Test
    void aDamagedTokenIsInvalid() {
        String token = TestTokens.of("alice", "accounts:read");

        refused(token.substring(0, token.length() - 8) + "AAAAAAAA", "/api/accounts")
                .then()
                .statusCode(401)
                .header(
                        "WWW-Authenticate",
                        allOf(containsString("error=\"invalid_token\""), containsString(METADATA)))
                .body("error", equalTo("invalid_token"));
    }

    @Test
    void anExpiredTokenIsInvalid() {
        Map<String, Object> claims = TestTokens.claims("alice", "accounts:read");
        long now = System.currentTimeMillis() / 1000;
        claims.put("iat", now - 100);
        claims.put("exp", now - 1);

        refused(TestTokens.signed(claims), "/api/accounts")
                .then()
                .statusCode(401)
                .body("error", equalTo("invalid_token"))
                .body("error_description", equalTo("The access token expired."));
    }

    @Test
    void aTokenForAnotherApiIsInvalid() {
        Map<String, Object> claims = TestTokens.claims("alice", "accounts:read");
        claims.put("aud", "http://localhost:8080/admin");

        refused(TestTokens.signed(claims), "/api/accounts").then().statusCode(401);
    }

    @Test
    void aScopeThatIsMissingIsNamed() {
        refused(TestTokens.of("alice", "profile"), "/api/accounts")
                .then()
                .statusCode(403)
                .header("WWW-Authenticate", containsString("error=\"insufficient_scope\""))
                .header("WWW-Authenticate", containsString("scope=\"accounts:read\""))
                .body("error", equalTo("insufficient_scope"));
    }

    @Test
    void aTokenInTheUrlIsRefused() {
        given().queryParam("access_token", TestTokens.of("alice", "accounts:read"))
                .get("/api/accounts")
                .then()
                .statusCode(400)
                .body("error", equalTo("invalid_request"));
    }

    @Test
    void aRepeatedHeaderIsRefused() {
        String token = "Bearer " + TestTokens.of("alice", "accounts:read");
        given().header("Authorization", token, token)
                .get("/api/accounts")
                .then()
                .statusCode(400)
                .body("error", equalTo("invalid_request"));
    }

    @Test
    void aHeaderThatIsNoTokenIsRefused() {
        given().header("Authorization", "Bearer one two")
                .get("/api/accounts")
                .then()
                .statusCode(400)
                .header("WWW-Authenticate", containsString("error=\"invalid_request\""));
    }

    @Test
    void aRevokedTokenStopsInUnderASecond() {
        List<Duration> delays = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            String user = "revoked-" + i;
            String token = TestTokens.of(user, "accounts:read");
            given().auth().oauth2(token).get("/api/accounts").then().statusCode(200);
            long sent = System.nanoTime();
            TestRelay.revokeGrantOf(user);
            TestRelay.awaitStatus(401, token);
            delays.add(Duration.ofNanos(System.nanoTime() - sent));
        }

        delays.sort(null);
        assertThat(delays.getLast()).isLessThan(Duration.ofSeconds(1));
        refused(TestTokens.of("revoked-0", "accounts:read"), "/api/accounts");
    }

    @Test
    void whatIsAuthorizedAfterTheRuleWorksAtOnce() throws InterruptedException {
        String old = TestTokens.of("comes-back", "accounts:read");
        TestRelay.revokeGrantOf("comes-back");
        TestRelay.awaitStatus(401, old);
        Thread.sleep(1);

        given().auth()
                .oauth2(TestTokens.of("comes-back", "accounts:read"))
                .get("/api/accounts")
                .then()
                .statusCode(200);
    }

    @Test
    void nobodyIsAskedAboutATokenNeverSeenBefore() {
        int before = TestTokens.requestsToTheIssuer();
        for (int i = 0; i < 20; i++) {
            given().auth()
                    .oauth2(TestTokens.of("user-" + i, "accounts:read"))
                    .get("/api/accounts")
                    .then()
                    .statusCode(200);
        }

        assertThat(TestTokens.requestsToTheIssuer()).isEqualTo(before);
    }

    /** The one request that waits: it is suspended, not blocked, while the key set is fetched. */
    @Test
    void aNewKeyIsFetchedWhenItIsFirstUsed() throws InterruptedException {
        refused(TestTokens.ofNextKey("alice", "accounts:read"), "/api/accounts")
                .then()
                .statusCode(401)
                .body("error", equalTo("invalid_token"));
        TestTokens.rotate();
        Thread.sleep(Duration.ofMillis(5100));

        given().auth()
                .oauth2(TestTokens.ofNextKey("alice", "accounts:read"))
                .get("/api/accounts")
                .then()
                .statusCode(200)
                .body("sub", equalTo("alice"));
    }

    /** RFC 9728 §3. */
    @Test
    void describesItself() {
        given().get("/.well-known/oauth-protected-resource/api")
                .then()
                .statusCode(200)
                .body("resource", equalTo(TestIssuer.AUDIENCE))
                .body("authorization_servers[0]", containsString("http://localhost:"))
                .body("scopes_supported", equalTo(List.of("accounts:read", "profile")))
                .body("bearer_methods_supported", equalTo(List.of("header")));
        given().get("/.well-known/oauth-protected-resource").then().statusCode(404);
        given().get("/.well-known/oauth-protected-resource/other").then().statusCode(404);
    }

    @Test
    void whatIsNotThereIsRefusedLikeAllElse() {
        given().get("/api/nothing")
                .then()
                .statusCode(404)
                .body("error", equalTo("not_found"))
                .body("error_id", matchesPattern("[0-9a-f]{20}"));
        given().post("/api/accounts")
                .then()
                .statusCode(405)
                .header("Allow", containsString("GET"))
                .body("error_id", matchesPattern("[0-9a-f]{20}"));
        given().accept("image/png")
                .get("/api/accounts")
                .then()
                .statusCode(406)
                .body("error_id", matchesPattern("[0-9a-f]{20}"));
    }

    @Test
    void noOriginIsInvited() {
        given().header("Origin", "https://app.example")
                .get("/api/accounts")
                .then()
                .header("Access-Control-Allow-Origin", nullValue());
    }

    @Test
    void aRefusalNeverRepeatsTheToken() {
        String token = TestTokens.of("alice", "accounts:read").replace('.', '~');

        assertThat(refused(token, "/api/accounts").asString()).doesNotContain(token);
        refused(token, "/api/accounts")
                .then()
                .header("WWW-Authenticate", not(containsString(token)));
    }

    private static Response refused(String token, String path) {
        return given().auth().oauth2(token).get(path);
    }
}
