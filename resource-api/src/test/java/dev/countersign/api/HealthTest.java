package dev.countersign.api;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import java.util.List;
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
                .body("checks.name", equalTo(List.of("revocation-feed")))
                .body("status", equalTo("UP"));
    }

    @Test
    void isNotServedToThePublic() {
        given().get("/q/health/ready").then().statusCode(404);
        given().get("/q/metrics").then().statusCode(404);
    }

    private static int management() {
        return ConfigProvider.getConfig().getValue("quarkus.management.test-port", Integer.class);
    }
}
