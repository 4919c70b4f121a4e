package dev.countersign.api;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;

import java.util.regex.Pattern;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

@TestApi
class HealthTest {

    @Test
    void isReadyOnceTheFeedIs() {
        given().port(management())
                .get("/q/health/ready")
                .then()
                .statusCode(200)
                .body("checks.name", containsInAnyOrder("revocation-feed", "Graceful Shutdown"))
                .body("status", equalTo("UP"));
    }

    @Test
    void isNotServedToThePublic() {
        given().get("/q/health/ready").then().statusCode(404);
        given().get("/q/metrics").then().statusCode(404);
    }

    @Test
    void saysHowRequestsAreDecidedAndHowOldTheNewsIs() {
        given().auth()
                .oauth2(TestTokens.of("alice", "accounts:read"))
                .get("/api/accounts")
                .then()
                .statusCode(200);

        given().port(management())
                .get("/q/metrics")
                .then()
                .statusCode(200)
                .body(
                        matchesPattern(
                                Pattern.compile(
                                        ".*countersign_resource_server_decisions_total"
                                                + "\\{outcome=\"accepted\"} [1-9].*",
                                        Pattern.DOTALL)))
                .body(containsString("countersign_resource_server_feed_age_seconds 0."))
                .body(containsString("countersign_resource_server_rules_held "));
    }

    private static int management() {
        return ConfigProvider.getConfig().getValue("quarkus.management.test-port", Integer.class);
    }
}
