package dev.countersign.token.introspection;

import static dev.countersign.token.fixture.TokenClient.exchange;
import static dev.countersign.token.fixture.TokenClient.introspect;
import static dev.countersign.token.fixture.TokenClient.part;
import static dev.countersign.token.fixture.TokenClient.refused;
import static dev.countersign.token.fixture.TokenClient.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.protocol.TokenId;
import dev.countersign.store.revocation.RevocationRules;
import dev.countersign.token.fixture.Authorizations;
import dev.countersign.token.fixture.Demo;
import dev.countersign.token.fixture.ProxiedStack;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 7662, over HTTP, on the real stores. */
@QuarkusTest
@QuarkusTestResource(ProxiedStack.class)
class IntrospectionResourceTest {

    private static final Map<String, Object> INACTIVE = Map.of("active", false);

    @Inject Demo demo;
    @Inject RevocationRules rules;

    @BeforeEach
    void seed() {
        demo.seed();
    }

    /** RFC 7662 §2.2. */
    @Test
    void anApiLearnsWhatATokenOfItsAudienceIsWorth() {
        String token = exchange(demo.code()).jsonPath().getString("access_token");

        JsonPath answer = introspect(token);

        Map<String, Object> claims = part(token, 1).getMap("");
        assertThat(answer.<String, Object>getMap("")).containsAllEntriesOf(claims);
        assertThat(answer.getBoolean("active")).isTrue();
        assertThat(answer.getString("token_type")).isEqualTo("Bearer");
    }

    @Test
    void anApiLearnsNothingOfATokenMeantForAnother() {
        String token =
                exchange(demo.code(demo.authorization("desktop-app", "openid profile")))
                        .jsonPath()
                        .getString("access_token");

        assertThat(introspect(token).<String, Object>getMap("")).isEqualTo(INACTIVE);
    }

    @Test
    void anApiSeesNoRefreshToken() {
        String token = exchange(demo.code()).jsonPath().getString("refresh_token");

        assertThat(introspect(token).<String, Object>getMap("")).isEqualTo(INACTIVE);
    }

    @Test
    void aConfidentialClientSeesItsOwnTokensOnly() {
        JsonPath own =
                request()
                        .auth()
                        .preemptive()
                        .basic("web-app", "web-app-secret")
                        .formParam("grant_type", "authorization_code")
                        .formParam("code", demo.code(demo.authorization("web-app", Demo.SCOPES)))
                        .formParam("redirect_uri", Authorizations.REDIRECT_URI)
                        .formParam("code_verifier", Authorizations.VERIFIER.value())
                        .post("/oauth2/token")
                        .jsonPath();
        String foreign = exchange(demo.code()).jsonPath().getString("access_token");

        assertThat(byWebApp(own.getString("access_token")).getBoolean("active")).isTrue();
        JsonPath refreshToken = byWebApp(own.getString("refresh_token"));
        assertThat(refreshToken.getBoolean("active")).isTrue();
        assertThat(refreshToken.getString("scope")).isEqualTo(Demo.SCOPES);
        assertThat(byWebApp(foreign).<String, Object>getMap("")).isEqualTo(INACTIVE);

        demo.sql("delete from users where id = $1", Authorizations.ALICE.value());
        assertThat(byWebApp(own.getString("refresh_token")).<String, Object>getMap(""))
                .as("nobody is left whose access it is")
                .isEqualTo(INACTIVE);
    }

    @Test
    void aRevokedTokenIsInactiveAtOnce() {
        String token = exchange(demo.code()).jsonPath().getString("access_token");

        rules.revokeToken(new TokenId(part(token, 1).getString("jti")), "a test", "a test")
                .await()
                .indefinitely();

        assertThat(introspect(token).<String, Object>getMap("")).isEqualTo(INACTIVE);
    }

    @Test
    void aTokenOfADisabledUserIsInactiveAtOnce() {
        String token = exchange(demo.code()).jsonPath().getString("access_token");

        demo.sql("update users set enabled = false where id = $1", Authorizations.ALICE.value());

        assertThat(introspect(token).<String, Object>getMap("")).isEqualTo(INACTIVE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rubbish", "a.b.c", "csrt_rubbish"})
    void whatIsNoTokenIsInactive(String token) {
        assertThat(introspect(token).<String, Object>getMap("")).isEqualTo(INACTIVE);
    }

    /** RFC 7662 §2.1: to prevent token scanning. */
    @Test
    void nobodyIntrospectsWithoutAuthentication() {
        refused(
                request().formParam("token", "any").post("/oauth2/introspect"),
                400,
                "invalid_request");
        refused(
                request()
                        .formParam("client_id", "desktop-app")
                        .formParam("token", "any")
                        .post("/oauth2/introspect"),
                401,
                "invalid_client");
        refused(
                request()
                        .auth()
                        .preemptive()
                        .basic("accounts-api", "wrong")
                        .formParam("token", "any")
                        .post("/oauth2/introspect"),
                401,
                "invalid_client");
    }

    private static JsonPath byWebApp(String token) {
        return request()
                .auth()
                .preemptive()
                .basic("web-app", "web-app-secret")
                .formParam("token", token)
                .formParam("token_type_hint", "access_token")
                .post("/oauth2/introspect")
                .jsonPath();
    }
}
