package dev.countersign.token.endpoint;

import static dev.countersign.token.fixture.TokenClient.introspect;
import static dev.countersign.token.fixture.TokenClient.part;
import static dev.countersign.token.fixture.TokenClient.refused;
import static dev.countersign.token.fixture.TokenClient.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.protocol.ClientId;
import dev.countersign.protocol.revocation.RevocationRule;
import dev.countersign.store.revocation.RevocationRules;
import dev.countersign.token.fixture.Demo;
import dev.countersign.token.fixture.ProxiedStack;
import dev.countersign.token.fixture.Registered;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** RFC 6749 §4.4. */
@QuarkusTest
@QuarkusTestResource(ProxiedStack.class)
class ClientCredentialsTest {

    @Inject Demo demo;
    @Inject RevocationRules rules;

    @BeforeEach
    void seed() {
        demo.seed();
    }

    @Test
    void theApplicationItselfIsTheHolder() {
        Instant before = demo.now();

        JsonPath body = serviceApp().post("/oauth2/token").jsonPath();

        assertThat(body.getString("scope")).isEqualTo("accounts:read");
        assertThat(body.getString("refresh_token")).as("RFC 6749 §4.4.3").isNull();
        assertThat(body.getString("id_token")).isNull();
        JsonPath claims = part(body.getString("access_token"), 1);
        assertThat(claims.getString("sub")).isEqualTo("service-app");
        assertThat(claims.getList("aud")).isEqualTo(List.of(Registered.API));
        assertThat(claims.<Object>get("grant_id")).isNull();
        assertThat(claims.<Object>get("sid")).isNull();
        assertThat(Instant.ofEpochMilli(claims.getLong("authorized_at")))
                .as("when the application was read, at most half a minute ago")
                .isBetween(before.minusSeconds(30), demo.now());
        assertThat(introspect(body.getString("access_token")).getBoolean("active")).isTrue();
    }

    @Test
    void aScopeBeyondTheRegistrationIsRefused() {
        refused(
                serviceApp().formParam("scope", "accounts:read admin").post("/oauth2/token"),
                400,
                "invalid_scope");
        refused(
                serviceApp().formParam("scope", "openid").post("/oauth2/token"),
                400,
                "invalid_scope");
    }

    @Test
    void anApplicationDisabledAMomentAgoGetsNothingThoughItIsCached() {
        serviceApp().post("/oauth2/token");
        demo.sql("update applications set enabled = false where client_id = 'service-app'");

        refused(serviceApp().post("/oauth2/token"), 401, "invalid_client");
    }

    /** Whoever authenticated by what a rule took back must not get a token that escapes it. */
    @Test
    void aRuleOnTheApplicationStopsTheCachedOneAndLetsTheOneReadSinceThrough() {
        serviceApp().post("/oauth2/token").then().statusCode(200);
        rules.record(
                        RevocationRule.onApplication(new ClientId("service-app")),
                        "secret leaked",
                        "test")
                .await()
                .atMost(Duration.ofSeconds(10));

        refused(serviceApp().post("/oauth2/token"), 401, "invalid_client");
        JsonPath body = serviceApp().post("/oauth2/token").jsonPath();

        assertThat(introspect(body.getString("access_token")).getBoolean("active")).isTrue();
    }

    private static RequestSpecification serviceApp() {
        return request()
                .auth()
                .preemptive()
                .basic("service-app", "service-app-secret")
                .formParam("grant_type", "client_credentials");
    }
}
