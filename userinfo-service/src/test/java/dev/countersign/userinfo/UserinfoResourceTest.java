package dev.countersign.userinfo;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.embedded.Component;
import dev.countersign.embedded.EmbeddedStackResource;
import dev.countersign.embedded.SharedStack;
import dev.countersign.jose.KeyRing;
import dev.countersign.jose.TokenRecognizer;
import dev.countersign.protocol.GrantId;
import dev.countersign.protocol.SigningAlgorithm;
import dev.countersign.protocol.claim.ClaimsRequest;
import dev.countersign.store.revocation.RevocationRules;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jose4j.jws.JsonWebSignature;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** OpenID Connect Core 1.0 §5.3 and RFC 6750, over HTTP, on the real stores. */
@QuarkusTest
@QuarkusTestResource(
        value = EmbeddedStackResource.class,
        initArgs = @ResourceArg(name = "components", value = "postgres,redis"))
class UserinfoResourceTest {

    private static final String PATH = "/oauth2/userinfo";

    @Inject Demo demo;
    @Inject RevocationRules rules;
    @Inject KeyRing keys;
    @Inject TokenRecognizer recognizer;

    @BeforeEach
    void seed() {
        demo.seed();
    }

    @Test
    void aTokenTellsWhoSignedIn() {
        Response response = get(demo.token("openid profile email"));

        assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
        assertThat(response.header("Cache-Control")).isEqualTo("no-store");
        JsonPath claims = response.jsonPath();
        assertThat(claims.getString("sub")).isEqualTo(Tokens.ALICE.toString());
        assertThat(claims.getString("name")).isEqualTo("Alice Adams");
        assertThat(claims.getString("given_name")).isEqualTo("Alice");
        assertThat(claims.getString("family_name")).isEqualTo("Adams");
        assertThat(claims.getString("email")).isEqualTo("alice@example.com");
        assertThat(claims.getBoolean("email_verified")).isTrue();
        assertThat(claims.getLong("updated_at")).isPositive();
    }

    /** OpenID Connect Core 1.0 §5.1.1, §5.4. */
    @Test
    void theAddressIsAnObjectForWhoeverMayAskForIt() {
        assertThat(get(demo.token("openid address")).jsonPath().<String, Object>getMap(""))
                .containsOnlyKeys("sub", "address")
                .containsEntry("address", Map.of("locality", "Lund", "country", "SE"));
        assertThat(get(demo.token("openid profile")).jsonPath().getString("nickname"))
                .isEqualTo("Al");
    }

    /** OpenID Connect Core 1.0 §5.3.2. */
    @Test
    void anApplicationThatIsRegisteredForItGetsAJwt() throws Exception {
        for (SigningAlgorithm algorithm : SigningAlgorithm.values()) {
            demo.signUserinfo(algorithm);

            Response response = get(demo.token("openid email"));

            assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
            assertThat(response.contentType()).startsWith("application/jwt");
            JsonWebSignature jws = new JsonWebSignature();
            jws.setCompactSerialization(response.asString());
            jws.setKey(keys.signing(algorithm).await().indefinitely().publicKey());
            assertThat(jws.getAlgorithmHeaderValue()).isEqualTo(algorithm.word());
            assertThat(jws.getHeader("typ")).isEqualTo("userinfo+jwt");
            assertThat(jws.verifySignature()).isTrue();
            JsonPath claims = JsonPath.from(jws.getPayload());
            assertThat(claims.getString("iss")).isEqualTo(Tokens.ISSUER);
            assertThat(claims.getString("aud")).isEqualTo("desktop-app");
            assertThat(claims.getString("sub")).isEqualTo(Tokens.ALICE.toString());
            assertThat(claims.getString("email")).isEqualTo("alice@example.com");
            assertThat(recognizer.recognize(response.asString()).await().indefinitely())
                    .as("no ID token, no access token")
                    .isEmpty();
        }
    }

    /** OpenID Connect Core 1.0 §5.5: of the grant, and no scope of the application's is missing. */
    @Test
    void whatTheGrantAsksForByItsNameIsToldAsLongAsTheApplicationMayAsk() {
        ClaimsRequest claims =
                ClaimsRequest.of(
                        Map.of(
                                "userinfo",
                                Map.of("email", Map.of("essential", true), "address", Map.of()),
                                "id_token",
                                Map.of("nickname", Map.of())));
        GrantId grant = demo.grant("openid", claims);

        assertThat(
                        get(demo.token("openid", grant, List.of(Tokens.ISSUER)))
                                .jsonPath()
                                .<String, Object>getMap(""))
                .containsOnlyKeys("sub", "email")
                .containsEntry("email", "alice@example.com");
        refused(get(demo.token("email", grant, List.of(Tokens.ISSUER))), 403, "insufficient_scope");
    }

    @Test
    void theSubjectAloneIsToldWhereNoMoreWasAllowed() {
        assertThat(get(demo.token("openid")).jsonPath().<String, Object>getMap(""))
                .isEqualTo(Map.of("sub", Tokens.ALICE.toString()));
    }

    /** Contract, section 6: not accepted here, though its grant stands. */
    @Test
    void aDialectTokenIsRefused() {
        refused(get(demo.dialectToken()), 401, "invalid_token");
    }

    /** Contract, section 3: pages of the application that the token is of may read the answer. */
    @Test
    void aPageOfTheTokensApplicationMayReadTheAnswerAndAForeignOneMayNot() {
        String token = demo.token("openid");
        for (String origin : new String[] {"http://127.0.0.1", "https://evil.example"}) {
            String allowed =
                    given().header("Authorization", "Bearer " + token)
                            .header("Origin", origin)
                            .get(PATH)
                            .header("Access-Control-Allow-Origin");
            assertThat(allowed).isEqualTo(origin.startsWith("http:") ? origin : null);
        }
    }

    /** OpenID Connect Core 1.0 §5.3.1; RFC 6750 §2.1, §2.2. */
    @Test
    void postWorksWithTheTokenInTheHeaderOrInTheForm() {
        String token = demo.token("openid");

        assertThat(given().header("Authorization", "Bearer " + token).post(PATH).statusCode())
                .isEqualTo(200);
        assertThat(given().formParam("access_token", token).post(PATH).statusCode()).isEqualTo(200);
    }

    /** RFC 6750 §3.1: without a token no error code. */
    @Test
    void withoutATokenTheChallengeSaysNoMoreThanBearer() {
        Response response = given().get(PATH);

        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.header("WWW-Authenticate"))
                .startsWith("Bearer")
                .doesNotContain("error=");
    }

    @Test
    void aTokenSentTwiceIsAnInvalidRequest() {
        String token = demo.token("openid");

        refused(
                given().header("Authorization", "Bearer " + token)
                        .formParam("access_token", token)
                        .post(PATH),
                400,
                "invalid_request");
    }

    /** RFC 6750 §2.3 is not supported: a query stands in logs. */
    @Test
    void aTokenInTheQueryIsNoToken() {
        Response response = given().queryParam("access_token", demo.token("openid")).get(PATH);

        assertThat(response.statusCode()).isEqualTo(401);
    }

    @Test
    void aDamagedTokenIsInvalid() {
        String token = demo.token("openid");

        refused(get(token.substring(0, token.length() - 8) + "AAAAAAAA"), 401, "invalid_token");
        refused(get("rubbish"), 401, "invalid_token");
    }

    @Test
    void aTokenMeantForAnApiIsInvalidHere() {
        String token = demo.token("openid", demo.grant("openid"), List.of(Tokens.ISSUER + "/api"));

        refused(get(token), 401, "invalid_token");
    }

    /** RFC 6750 §3.1. */
    @Test
    void withoutOpenidTheScopeIsInsufficientAndNamed() {
        Response response = get(demo.token("profile"));

        refused(response, 403, "insufficient_scope");
        assertThat(response.header("WWW-Authenticate")).contains("scope=\"openid\"");
    }

    @Test
    void aRevokedGrantEndsItAtOnce() {
        GrantId grant = demo.grant("openid");
        String token = demo.token("openid", grant, List.of(Tokens.ISSUER));
        assertThat(get(token).statusCode()).isEqualTo(200);

        rules.revokeGrant(grant, "a test", "a test").await().indefinitely();

        refused(get(token), 401, "invalid_token");
    }

    @Test
    void aGrantThatWasNeverMadeGivesNothing() {
        GrantId invented = GrantId.endingAt(Instant.now().plusSeconds(3600));

        refused(get(demo.token("openid", invented, List.of(Tokens.ISSUER))), 401, "invalid_token");
    }

    @Test
    void aDisabledUserOrApplicationEndsItAtOnce() {
        String token = demo.token("openid");
        demo.sql("update users set enabled = false where id = $1", Tokens.ALICE.value());
        refused(get(token), 401, "invalid_token");

        demo.seed();
        assertThat(get(token).statusCode()).isEqualTo(200);
        demo.sql("update applications set enabled = false where client_id = 'desktop-app'");
        refused(get(token), 401, "invalid_token");
    }

    @Test
    void anotherMethodIsNotAllowed() {
        refused(given().put(PATH), 405, "method_not_allowed");
    }

    @Test
    void anotherContentTypeAndAnOversizedBodyAreRefused() {
        refused(
                given().contentType("text/plain").body("x").post(PATH),
                415,
                "unsupported_media_type");
        refused(
                given().formParam("access_token", "a".repeat(70_000)).post(PATH),
                413,
                "content_too_large");
    }

    @Test
    void whilePostgresIsAwayTheAnswerIsToComeBack() throws InterruptedException {
        String token = demo.token("openid");
        SharedStack.stop(Component.POSTGRES);
        try {
            Response response = get(token);
            refused(response, 503, "temporarily_unavailable");
            assertThat(response.header("Retry-After")).isEqualTo("1");
        } finally {
            SharedStack.start(Component.POSTGRES);
        }
        Response response = get(token);
        for (int i = 0; i < 20 && response.statusCode() == 503; i++) {
            Thread.sleep(250);
            response = get(token);
        }
        assertThat(response.statusCode()).isEqualTo(200);
    }

    private static Response get(String token) {
        return given().header("Authorization", "Bearer " + token).get(PATH);
    }

    private static void refused(Response response, int status, String error) {
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(status);
        assertThat(response.jsonPath().getString("error")).isEqualTo(error);
        assertThat(response.jsonPath().getString("error_id")).hasSize(16);
    }
}
