package dev.countersign.token.dialect;

import static dev.countersign.token.dialect.DialectTokenClient.APP;
import static dev.countersign.token.dialect.DialectTokenClient.CONFIDENTIAL;
import static dev.countersign.token.dialect.DialectTokenClient.VERIFIER;
import static dev.countersign.token.dialect.DialectTokenClient.call;
import static dev.countersign.token.dialect.DialectTokenClient.codeRequest;
import static dev.countersign.token.dialect.DialectTokenClient.refreshRequest;
import static dev.countersign.token.fixture.TokenClient.part;
import static dev.countersign.token.fixture.TokenClient.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.token.fixture.Authorizations;
import dev.countersign.token.fixture.Demo;
import dev.countersign.token.fixture.ProxiedStack;
import dev.countersign.token.fixture.TokenClient;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Contract, section 6: {@code POST /auth/token}. */
@QuarkusTest
@QuarkusTestResource(ProxiedStack.class)
class DialectTokenResourceTest {

    @Inject Demo demo;

    @BeforeEach
    void seed() {
        demo.seed();
        demo.seedDialect(APP, "web", true);
        demo.seedDialect(CONFIDENTIAL, "web", false);
    }

    private JsonPath tokens(Response answer) {
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        return answer.jsonPath();
    }

    private JsonPath redeemed() {
        return tokens(call(codeRequest(DialectTokenClient.code(demo, APP))));
    }

    @Test
    void aCodeBecomesTokensInTheShapeOfTheContract() {
        JsonPath answer = redeemed();

        assertThat(answer.getMap(""))
                .containsOnlyKeys("id_token", "access_token", "refresh_token", "exp_access_token");
        assertThat(answer.getInt("exp_access_token")).isEqualTo(600);
        String accessToken = answer.getString("access_token");
        assertThat(part(accessToken, 0).getString("typ")).isEqualTo("dialect-at+jwt");
        assertThat(part(accessToken, 0).getString("alg")).isEqualTo("RS256");
        JsonPath claims = part(accessToken, 1);
        assertThat(claims.getMap(""))
                .containsOnlyKeys(
                        "iss", "iat", "exp", "aud", "scope", "jti", "grant_id", "authorized_at");
        assertThat(claims.getString("iss")).isEqualTo("atm");
        assertThat(claims.getString("aud")).isEqualTo(APP);
        assertThat(claims.getLong("exp") - claims.getLong("iat")).isEqualTo(600);
        assertThat(claims.getMap("scope"))
                .containsEntry("id", Authorizations.ALICE.toString())
                .containsEntry("email", "alice@example.com")
                .containsEntry("firstName", "Alice")
                .containsEntry("lastName", "Example")
                .hasSize(4);
        assertThat(part(answer.getString("id_token"), 0).getString("typ")).isEqualTo("JWT");
        assertThat(part(answer.getString("id_token"), 1).getString("iss"))
                .isEqualTo("http://localhost:8080");
        assertThat(part(answer.getString("id_token"), 1).getString("aud")).isEqualTo(APP);
    }

    @Test
    void bothNamesOfTheGrantTypeAreUnderstood() {
        String code = DialectTokenClient.code(demo, APP);
        tokens(call(codeRequest(code, "grant_types", "", "grantType", "authorization_code")));
        refused(call(codeRequest(code, "grant_types", "")), 400, "invalid_request");
        refused(call(codeRequest(code, "grantType", "refresh_token")), 400, "invalid_request");
        refused(
                call(codeRequest(code, "grant_types", "client_credentials")),
                400,
                "unsupported_grant_type");
        refused(call(codeRequest(code, "grant_types", "password")), 400, "unsupported_grant_type");
    }

    @Test
    void aPublicClientMaySendItsSecretAndAWrongOneIsRefused() {
        tokens(
                call(
                        codeRequest(
                                DialectTokenClient.code(demo, APP),
                                "clientSecret",
                                APP + "-secret")));
        JsonPath first = redeemed();
        refused(
                call(
                        codeRequest(
                                DialectTokenClient.code(demo, APP), "clientSecret", "a wrong one")),
                401,
                "invalid_client");
        refused(
                call(refreshRequest(first.getString("refresh_token"), "clientSecret", "wrong")),
                401,
                "invalid_client");
        tokens(call(refreshRequest(first.getString("refresh_token"))));
    }

    @Test
    void aConfidentialClientMustSendItsSecretInBothCalls() {
        String code = DialectTokenClient.code(demo, CONFIDENTIAL);
        refused(call(codeRequest(code, "clientId", CONFIDENTIAL)), 401, "invalid_client");
        JsonPath first =
                tokens(
                        call(
                                codeRequest(
                                        code,
                                        "clientId",
                                        CONFIDENTIAL,
                                        "clientSecret",
                                        CONFIDENTIAL + "-secret")));
        String refreshToken = first.getString("refresh_token");
        refused(
                call(refreshRequest(refreshToken, "clientId", CONFIDENTIAL)),
                401,
                "invalid_client");
        tokens(
                call(
                        refreshRequest(
                                refreshToken,
                                "clientId",
                                CONFIDENTIAL,
                                "clientSecret",
                                CONFIDENTIAL + "-secret")));
    }

    @Test
    void aCodeNeedsItsVerifierAndWorksOnce() {
        String wrong = DialectTokenClient.code(demo, APP);
        assertThat(
                        refused(
                                call(codeRequest(wrong, "code_verifier", "12345678")),
                                400,
                                "invalid_grant"))
                .contains("code_verifier");
        String without = DialectTokenClient.code(demo, APP);
        refused(call(codeRequest(without, "code_verifier", "")), 400, "invalid_grant");
        String once = DialectTokenClient.code(demo, APP);
        String refreshToken = tokens(call(codeRequest(once))).getString("refresh_token");
        refused(call(codeRequest(once)), 400, "invalid_grant");
        refused(call(refreshRequest(refreshToken)), 400, "invalid_grant");
    }

    @Test
    void aCodeIsRedeemedOnlyAtTheFamilyThatIssuedIt() {
        String dialect = DialectTokenClient.code(demo, APP);
        refused(
                TokenClient.request()
                        .formParam("grant_type", "authorization_code")
                        .formParam("client_id", APP)
                        .formParam("code", dialect)
                        .formParam("code_verifier", VERIFIER.repeat(5))
                        .post("/oauth2/token"),
                400,
                "invalid_grant");
        String oauth = demo.code(demo.authorization(APP, "openid offline_access"));
        refused(
                call(
                        codeRequest(
                                oauth,
                                "code_verifier",
                                Authorizations.VERIFIER.value(),
                                "redirect_uri",
                                Authorizations.REDIRECT_URI)),
                400,
                "invalid_grant");
    }

    @Test
    void refreshingAnswersTheSameShapeWithNewTokens() {
        JsonPath first = redeemed();

        JsonPath second = tokens(call(refreshRequest(first.getString("refresh_token"))));

        assertThat(second.getMap("").keySet()).isEqualTo(first.getMap("").keySet());
        assertThat(second.getString("refresh_token"))
                .isNotEqualTo(first.getString("refresh_token"));
        JsonPath claims = part(second.getString("access_token"), 1);
        assertThat(claims.getString("grant_id"))
                .isEqualTo(part(first.getString("access_token"), 1).getString("grant_id"));
        assertThat(claims.getString("scope.email")).isEqualTo("alice@example.com");
    }

    @Test
    void aRefreshTokenWorksOnlyAtTheFamilyThatBeganItsGrantAndNothingIsRevoked() {
        JsonPath dialect = redeemed();
        String dialectToken = dialect.getString("refresh_token");
        Response wrong =
                TokenClient.request()
                        .formParam("grant_type", "refresh_token")
                        .formParam("client_id", APP)
                        .formParam("refresh_token", dialectToken)
                        .post("/oauth2/token");
        refused(wrong, 400, "invalid_grant");
        tokens(call(refreshRequest(dialectToken)));

        Response oauth =
                TokenClient.request()
                        .formParam("grant_type", "authorization_code")
                        .formParam("client_id", APP)
                        .formParam(
                                "code", demo.code(demo.authorization(APP, "openid offline_access")))
                        .formParam("redirect_uri", Authorizations.REDIRECT_URI)
                        .formParam("code_verifier", Authorizations.VERIFIER.value())
                        .post("/oauth2/token");
        String oauthToken = tokens(oauth).getString("refresh_token");
        refused(call(refreshRequest(oauthToken)), 400, "invalid_grant");
        tokens(
                TokenClient.request()
                        .formParam("grant_type", "refresh_token")
                        .formParam("client_id", APP)
                        .formParam("refresh_token", oauthToken)
                        .post("/oauth2/token"));
    }

    @Test
    void anIdTokenThatIsSentAlongMustBeOfTheGrant() {
        JsonPath first = redeemed();
        String refreshToken = first.getString("refresh_token");
        String idToken = first.getString("id_token");
        JsonPath confidential =
                tokens(
                        call(
                                codeRequest(
                                        DialectTokenClient.code(demo, CONFIDENTIAL),
                                        "clientId",
                                        CONFIDENTIAL,
                                        "clientSecret",
                                        CONFIDENTIAL + "-secret")));
        for (String wrong :
                new String[] {
                    "rubbish",
                    first.getString("access_token"),
                    idToken.substring(0, idToken.length() - 8) + "AAAAAAAA",
                    confidential.getString("id_token")
                }) {
            refused(call(refreshRequest(refreshToken, "id_token", wrong)), 400, "invalid_grant");
        }

        // nothing was spent by the refused ones
        tokens(call(refreshRequest(refreshToken, "id_token", idToken)));
    }

    @Test
    void anApplicationThatDoesNotSpeakTheDialectIsRefused() {
        refused(
                call(
                        codeRequest(
                                DialectTokenClient.code(demo, "desktop-app"),
                                "clientId",
                                "desktop-app")),
                400,
                "unauthorized_client");
        refused(call(codeRequest("any", "clientId", "nobody")), 401, "invalid_client");
    }

    @Test
    void onlyJsonIsReadAndOnlySoMuchOfIt() {
        refused(
                TokenClient.request().formParam("clientId", APP).post("/auth/token"),
                415,
                "unsupported_media_type");
        refused(
                TokenClient.request()
                        .contentType("application/json")
                        .body("{\"code\":\"" + "x".repeat(70_000) + "\"}")
                        .post("/auth/token"),
                413,
                "content_too_large");
    }

    /** RFC 7662 §2.2: its own client sees it, an API whose audience it has not does not. */
    @Test
    void introspectionKnowsADialectToken() {
        JsonPath first =
                tokens(
                        call(
                                codeRequest(
                                        DialectTokenClient.code(demo, CONFIDENTIAL),
                                        "clientId",
                                        CONFIDENTIAL,
                                        "clientSecret",
                                        CONFIDENTIAL + "-secret")));
        String accessToken = first.getString("access_token");

        JsonPath own = introspected(accessToken);
        assertThat(own.getBoolean("active")).isTrue();
        assertThat(own.getString("iss")).isEqualTo("atm");
        assertThat(own.getString("sub")).isEqualTo(Authorizations.ALICE.toString());
        assertThat(own.getList("aud")).isEqualTo(List.of(CONFIDENTIAL));
        assertThat(TokenClient.introspect(accessToken).getBoolean("active")).isFalse();

        demo.sql("update users set enabled = false where id = $1", Authorizations.ALICE.value());
        assertThat(introspected(accessToken).getBoolean("active")).isFalse();
    }

    private static JsonPath introspected(String token) {
        return TokenClient.request()
                .auth()
                .preemptive()
                .basic(CONFIDENTIAL, CONFIDENTIAL + "-secret")
                .formParam("token", token)
                .post("/oauth2/introspect")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    /** Contract, section 3. */
    @Test
    void aPageOfTheApplicationMayReadTheAnswerAndAForeignOneMayNot() {
        demo.sql(
                "update applications set redirect_uris = '{https://spa.example/callback}'"
                        + " where client_id = $1",
                APP);
        Response own =
                TokenClient.request()
                        .header("Origin", "https://spa.example")
                        .contentType("application/json")
                        .body(codeRequest("any"))
                        .post("/auth/token");
        refused(own, 400, "invalid_grant");
        assertThat(own.header("Access-Control-Allow-Origin")).isEqualTo("https://spa.example");
        Response foreign =
                TokenClient.request()
                        .header("Origin", "https://evil.example")
                        .contentType("application/json")
                        .body(codeRequest("any"))
                        .post("/auth/token");
        assertThat(foreign.header("Access-Control-Allow-Origin")).isNull();
        Response oauth =
                TokenClient.codeRequest("any")
                        .formParam("unknown", "1")
                        .header("Origin", "http://127.0.0.1")
                        .post("/oauth2/token");
        assertThat(oauth.header("Access-Control-Allow-Origin")).isEqualTo("http://127.0.0.1");
    }
}
