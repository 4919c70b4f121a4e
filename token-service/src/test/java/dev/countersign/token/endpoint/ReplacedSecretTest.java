package dev.countersign.token.endpoint;

import static dev.countersign.token.fixture.TokenClient.exchange;
import static dev.countersign.token.fixture.TokenClient.refused;
import static dev.countersign.token.fixture.TokenClient.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.token.fixture.Authorizations;
import dev.countersign.token.fixture.Demo;
import dev.countersign.token.fixture.ProxiedStack;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A secret was replaced, and this replica still remembers the former one: that one is refused at
 * once, nothing is spent by it, and the new one works at once.
 */
@QuarkusTest
@QuarkusTestResource(ProxiedStack.class)
class ReplacedSecretTest {

    private static final String FORMER = "web-app-secret";
    private static final String NEW = "replaced";

    @Inject Demo demo;

    @BeforeEach
    void theReplicaRemembersTheApplication() {
        demo.seed();
        assertThat(introspect("web-app", FORMER, "no token of ours").statusCode()).isEqualTo(200);
    }

    @AfterEach
    void giveTheFormerOneBack() {
        demo.replaceSecret("web-app", FORMER);
        demo.replaceSecretOfApi("accounts-api-secret");
        demo.seed();
    }

    private String code() {
        return demo.code(demo.authorization("web-app", Demo.SCOPES));
    }

    private static Response exchangeBy(String secret, String code) {
        return request()
                .auth()
                .preemptive()
                .basic("web-app", secret)
                .formParam("grant_type", "authorization_code")
                .formParam("code", code)
                .formParam("redirect_uri", Authorizations.REDIRECT_URI)
                .formParam("code_verifier", Authorizations.VERIFIER.value())
                .post("/oauth2/token");
    }

    private static Response refreshBy(String secret, String token) {
        return request()
                .auth()
                .preemptive()
                .basic("web-app", secret)
                .formParam("grant_type", "refresh_token")
                .formParam("refresh_token", token)
                .post("/oauth2/token");
    }

    private static Response introspect(String client, String secret, String token) {
        return request()
                .auth()
                .preemptive()
                .basic(client, secret)
                .formParam("token", token)
                .post("/oauth2/introspect");
    }

    @Test
    void theFormerOneExchangesNoCodeAndSpendsNone() {
        String code = code();
        demo.replaceSecret("web-app", NEW);

        refused(exchangeBy(FORMER, code), 401, "invalid_client");
        refused(exchangeBy(FORMER, code), 401, "invalid_client");
        assertThat(exchangeBy(NEW, code).statusCode()).isEqualTo(200);
    }

    @Test
    void theFormerOneRefreshesNothingAndSpendsNoToken() {
        String token = exchangeBy(FORMER, code()).jsonPath().getString("refresh_token");
        demo.replaceSecret("web-app", NEW);

        refused(refreshBy(FORMER, token), 401, "invalid_client");
        assertThat(refreshBy(NEW, token).statusCode()).isEqualTo(200);
    }

    @Test
    void theFormerOneLearnsNothingOfAnAccessToken() {
        String token = exchangeBy(FORMER, code()).jsonPath().getString("access_token");
        demo.replaceSecret("web-app", NEW);

        refused(introspect("web-app", FORMER, token), 401, "invalid_client");
        assertThat(introspect("web-app", NEW, token).jsonPath().getBoolean("active")).isTrue();
    }

    @Test
    void theFormerOneLearnsNothingOfARefreshToken() {
        String token = exchangeBy(FORMER, code()).jsonPath().getString("refresh_token");
        demo.replaceSecret("web-app", NEW);

        refused(introspect("web-app", FORMER, token), 401, "invalid_client");
        assertThat(introspect("web-app", NEW, token).jsonPath().getBoolean("active")).isTrue();
    }

    @Test
    void theFormerOneOfAnApiLearnsNothingAndTheNewOneWorksAtOnce() {
        String token = exchange(demo.code()).jsonPath().getString("access_token");
        introspect("accounts-api", "accounts-api-secret", token);
        demo.replaceSecretOfApi(NEW);

        refused(introspect("accounts-api", "accounts-api-secret", token), 401, "invalid_client");
        assertThat(introspect("accounts-api", NEW, token).jsonPath().getBoolean("active")).isTrue();
    }

    @Test
    void theNewOneOfAnApiWorksAtOnceThoughNobodyTriedTheFormerOne() {
        String token = exchange(demo.code()).jsonPath().getString("access_token");
        introspect("accounts-api", "accounts-api-secret", token);
        demo.replaceSecretOfApi(NEW);

        assertThat(introspect("accounts-api", NEW, token).jsonPath().getBoolean("active")).isTrue();
    }
}
