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
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
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
        refused(serviceApp().post("/oauth2/token"), 401, "invalid_client");
    }

    /** What a rule took back stays so; the application gets a token at its next call. */
    @Test
    void aRuleOnACachedApplicationEndsItsTokensAndItsNextCallWorksAtOnce() {
        String before = accessToken(serviceApp());
        Instant rule = revokeServiceApp();

        String after = accessToken(serviceApp());

        assertThat(introspect(before).getBoolean("active")).isFalse();
        assertThat(introspect(after).getBoolean("active")).isTrue();
        assertThat(Instant.ofEpochMilli(part(after, 1).getLong("authorized_at"))).isAfter(rule);
    }

    /** Whoever authenticated by what a rule took back must not get a token that escapes it. */
    @Test
    void aLeakedSecretThatWasReplacedIsRefusedAtOnceThoughItIsCachedAndTheNewOneWorks() {
        accessToken(serviceApp());
        demo.replaceSecret("service-app", "replaced");
        try {
            revokeServiceApp();

            refused(serviceApp().post("/oauth2/token"), 401, "invalid_client");
            String token = accessToken(serviceApp("replaced"));
            assertThat(introspect(token).getBoolean("active")).isTrue();
            refused(serviceApp().post("/oauth2/token"), 401, "invalid_client");
        } finally {
            demo.replaceSecret("service-app", "service-app-secret");
        }
    }

    @Test
    void anApplicationThatMayNoLongerCallForItselfGetsNothingAfterARule() {
        accessToken(serviceApp());
        demo.sql(
                "update applications set grant_types = '{refresh_token}'"
                        + " where client_id = 'service-app'");
        try {
            revokeServiceApp();
            refused(serviceApp().post("/oauth2/token"), 400, "unauthorized_client");
        } finally {
            demo.sql(
                    "update applications set grant_types = '{client_credentials}'"
                            + " where client_id = 'service-app'");
        }
    }

    /** Rules fall between the check and the second reading as they like: refused, or newer. */
    @Test
    void whileRulesArriveACallIsRefusedOrItsTokenIsNewerThanTheRulesBeforeIt() throws Exception {
        accessToken(serviceApp());
        AtomicBoolean over = new AtomicBoolean();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> revoking =
                    threads.submit(
                            () -> {
                                while (!over.get()) {
                                    revokeServiceApp();
                                }
                            });
            try {
                for (int i = 0; i < 10; i++) {
                    Instant called = revokeServiceApp();
                    Response answer = serviceApp().post("/oauth2/token");
                    if (answer.statusCode() == 200) {
                        String token = answer.jsonPath().getString("access_token");
                        assertThat(Instant.ofEpochMilli(part(token, 1).getLong("authorized_at")))
                                .isAfter(called);
                    } else {
                        refused(answer, 401, "invalid_client");
                    }
                }
            } finally {
                over.set(true);
            }
            revoking.get(10, TimeUnit.SECONDS);
        }
        assertThat(introspect(accessToken(serviceApp())).getBoolean("active")).isTrue();
    }

    /** Returns the instant up to which everything is taken back. */
    private Instant revokeServiceApp() {
        return rules.record(
                        RevocationRule.onApplication(new ClientId("service-app")),
                        "secret leaked",
                        "test")
                .await()
                .atMost(Duration.ofSeconds(10))
                .before();
    }

    private static String accessToken(RequestSpecification request) {
        Response answer = request.post("/oauth2/token");
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        return answer.jsonPath().getString("access_token");
    }

    private static RequestSpecification serviceApp() {
        return serviceApp("service-app-secret");
    }

    private static RequestSpecification serviceApp(String secret) {
        return request()
                .auth()
                .preemptive()
                .basic("service-app", secret)
                .formParam("grant_type", "client_credentials");
    }
}
