package dev.countersign.token.endpoint;

import static dev.countersign.token.fixture.TokenClient.codeRequest;
import static dev.countersign.token.fixture.TokenClient.exchange;
import static dev.countersign.token.fixture.TokenClient.introspect;
import static dev.countersign.token.fixture.TokenClient.part;
import static dev.countersign.token.fixture.TokenClient.refresh;
import static dev.countersign.token.fixture.TokenClient.refused;
import static dev.countersign.token.fixture.TokenClient.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.jose.IdTokenHashes;
import dev.countersign.protocol.SigningAlgorithm;
import dev.countersign.store.code.Authorization;
import dev.countersign.token.fixture.Authorizations;
import dev.countersign.token.fixture.Demo;
import dev.countersign.token.fixture.ProxiedStack;
import dev.countersign.token.fixture.Registered;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** RFC 6749 §4.1.3 and §4.1.4, over HTTP, on the real stores. */
@QuarkusTest
@QuarkusTestResource(ProxiedStack.class)
class AuthorizationCodeExchangeTest {

    @Inject Demo demo;

    @BeforeEach
    void seed() {
        demo.seed();
    }

    @Test
    void aCodeBecomesTokens() {
        Authorization authorization = demo.authorization("desktop-app", Demo.SCOPES);

        Response response = exchange(demo.code(authorization));

        JsonPath body = response.jsonPath();
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
        assertThat(response.header("Cache-Control")).isEqualTo("no-store");
        assertThat(response.contentType()).startsWith("application/json");
        assertThat(body.getString("token_type")).isEqualTo("Bearer");
        assertThat(body.getInt("expires_in")).isEqualTo(1800);
        assertThat(body.getString("scope")).isEqualTo(Demo.SCOPES);
        assertThat(body.getString("refresh_token")).startsWith("csrt_");
        assertThat(part(body.getString("access_token"), 0).getString("typ")).isEqualTo("at+jwt");
        JsonPath access = part(body.getString("access_token"), 1);
        assertThat(access.getString("sub")).isEqualTo(authorization.user().toString());
        assertThat(access.getList("aud"))
                .containsExactlyInAnyOrder(Registered.API, Registered.ISSUER.value());
        assertThat(access.getString("grant_id")).isEqualTo(authorization.grant().toString());
        assertThat(access.getLong("authorized_at"))
                .isEqualTo(authorization.authorizedAt().toEpochMilli());
        assertThat(access.<Object>get("sid")).as("offline access outlives it").isNull();
    }

    /** OpenID Connect Core 1.0 §3.1.3.3. */
    @Test
    void theIdTokenSaysWhoSignedInWhenAndHow() {
        Authorization authorization = demo.authorization("desktop-app", Demo.SCOPES);

        JsonPath body = exchange(demo.code(authorization)).jsonPath();

        JsonPath claims = part(body.getString("id_token"), 1);
        assertThat(claims.getString("iss")).isEqualTo(Registered.ISSUER.value());
        assertThat(claims.getString("aud")).isEqualTo("desktop-app");
        assertThat(claims.getString("nonce")).isEqualTo("nonce-1");
        assertThat(claims.getLong("auth_time"))
                .isEqualTo(authorization.authTime().getEpochSecond());
        assertThat(claims.getList("amr")).isEqualTo(List.of("pwd"));
        assertThat(claims.getString("sid")).isEqualTo("session-1");
        assertThat(claims.getString("at_hash"))
                .isEqualTo(
                        IdTokenHashes.hash(SigningAlgorithm.RS256, body.getString("access_token")));
    }

    @Test
    void withoutOfflineAccessThereIsNoRefreshTokenAndTheAccessEndsWithTheSession() {
        JsonPath body =
                exchange(demo.code(demo.authorization("desktop-app", "accounts:read"))).jsonPath();

        assertThat(body.getString("refresh_token")).isNull();
        assertThat(body.getString("id_token")).isNull();
        assertThat(part(body.getString("access_token"), 1).getString("sid")).isEqualTo("session-1");
    }

    @Test
    void aConfidentialClientAuthenticatesByEitherMethod() {
        for (String method : new String[] {"basic", "post"}) {
            var request =
                    request()
                            .formParam("grant_type", "authorization_code")
                            .formParam("code", demo.code(demo.authorization("web-app", "openid")))
                            .formParam("redirect_uri", Authorizations.REDIRECT_URI)
                            .formParam("code_verifier", Authorizations.VERIFIER.value());
            if (method.equals("basic")) {
                request.auth().preemptive().basic("web-app", "web-app-secret");
            } else {
                request.formParam("client_id", "web-app")
                        .formParam("client_secret", "web-app-secret");
            }

            assertThat(request.post("/oauth2/token").statusCode()).as(method).isEqualTo(200);
        }
    }

    /** RFC 6749 §4.1.2: deny the request and revoke what the code obtained. */
    @Test
    void aSecondUseOfACodeRevokesWhatTheFirstObtained() {
        Authorization authorization = demo.authorization("desktop-app", Demo.SCOPES);
        String code = demo.code(authorization);
        JsonPath first = exchange(code).jsonPath();
        assertThat(introspect(first.getString("access_token")).getBoolean("active")).isTrue();

        refused(exchange(code), 400, "invalid_grant");

        assertThat(introspect(first.getString("access_token")).getBoolean("active")).isFalse();
        refused(refresh(first.getString("refresh_token")), 400, "invalid_grant");
        assertThat(demo.rulesOn(authorization.grant())).isEqualTo(1);
    }

    @Test
    void aCodeIsSpentByItsFirstPresentationEvenAWrongOne() {
        Authorization authorization = demo.authorization("desktop-app", Demo.SCOPES);
        String code = demo.code(authorization);
        refused(
                request()
                        .formParam("grant_type", "authorization_code")
                        .formParam("client_id", "desktop-app")
                        .formParam("code", code)
                        .formParam("redirect_uri", Authorizations.REDIRECT_URI)
                        .formParam("code_verifier", "x".repeat(43))
                        .post("/oauth2/token"),
                400,
                "invalid_grant");

        refused(exchange(code), 400, "invalid_grant");

        assertThat(demo.rulesOn(authorization.grant())).as("row or no row").isEqualTo(1);
    }

    @Test
    void ofTwoRedemptionsAtOnceOneSucceedsAndItsTokensAreRevoked() throws Exception {
        String code = demo.code();
        Response[] answers = new Response[2];
        Thread[] threads = new Thread[2];
        for (int i = 0; i < 2; i++) {
            int index = i;
            threads[i] = Thread.ofVirtual().start(() -> answers[index] = exchange(code));
        }
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(answers).extracting(Response::statusCode).containsExactlyInAnyOrder(200, 400);
        Response won = answers[0].statusCode() == 200 ? answers[0] : answers[1];
        assertThat(introspect(won.jsonPath().getString("access_token")).getBoolean("active"))
                .isFalse();
    }

    @Test
    void aCodeIsUselessToAnotherClient() {
        String code = demo.code(demo.authorization("web-app", "openid"));

        refused(exchange(code), 400, "invalid_grant");
    }

    @Test
    void aCodeThatComesTooLateIsUnknown() throws Exception {
        String code = demo.code(demo.authorization("desktop-app", "openid"), Duration.ofMillis(30));
        Thread.sleep(60);

        refused(exchange(code), 400, "invalid_grant");
    }

    @Test
    void anotherRedirectUriIsRefusedAndDescribed() {
        String description =
                refused(
                        request()
                                .formParam("grant_type", "authorization_code")
                                .formParam("client_id", "desktop-app")
                                .formParam("code", demo.code())
                                .formParam("redirect_uri", "http://127.0.0.1:8002/callback")
                                .formParam("code_verifier", Authorizations.VERIFIER.value())
                                .post("/oauth2/token"),
                        400,
                        "invalid_grant");

        assertThat(description).contains("redirect_uri");
    }

    @Test
    void aSignInThatHasFallenSinceGivesNoTokens() {
        String code = demo.code();
        demo.sql(
                "update users set password_version = 2 where id = $1",
                Authorizations.ALICE.value());
        refused(exchange(code), 400, "invalid_grant");

        demo.seed();
        code = demo.code();
        demo.sql("update users set enabled = false where id = $1", Authorizations.ALICE.value());
        refused(exchange(code), 400, "invalid_grant");
    }

    @Test
    void anApplicationDisabledAMomentAgoGetsNothingThoughItIsCached() {
        exchange(demo.code());
        String code = demo.code();
        demo.sql("update applications set enabled = false where client_id = 'desktop-app'");

        refused(exchange(code), 400, "invalid_grant");
    }

    @Test
    void unknownParametersAreIgnored() {
        assertThat(
                        codeRequest(demo.code())
                                .formParam("extra", "1")
                                .post("/oauth2/token")
                                .statusCode())
                .isEqualTo(200);
    }
}
