package dev.countersign.revocation.administration;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import dev.countersign.embedded.EmbeddedStackResource;
import dev.countersign.revocation.fixture.Administration;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Administration at a host of its own: {@code countersign.administration.origin}. */
@QuarkusTest
@TestProfile(AdministrationElsewhereTest.Elsewhere.class)
@WithTestResource(EmbeddedStackResource.class)
@SuppressWarnings("NullAway.Init")
class AdministrationElsewhereTest {

    private static final String ISSUERS_HOST = "localhost:8080";
    private static final String ITS_HOST = "admin.example.com";

    @Inject Administration administration;

    public static final class Elsewhere implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("countersign.administration.origin", "https://" + ITS_HOST);
        }
    }

    private RequestSpecification administrator(String host) {
        return given().header("Host", host)
                .auth()
                .oauth2(
                        administration.token(
                                administration.administrator(), "tokens:read tokens:revoke"));
    }

    @Test
    void aRevocationThatIsOrderedThereIsFollowedThere() {
        administrator(ITS_HOST)
                .contentType("application/json")
                .body("{\"grant\": \"" + administration.administrator().grant() + "\"}")
                .post("/admin/revocations")
                .then()
                .statusCode(201)
                .header("Location", startsWith("https://admin.example.com/admin/revocations/"));
    }

    /** A right token asked for the right thing at the wrong host: there is no such path. */
    @ParameterizedTest
    @CsvSource({
        "GET,    /admin/tokens",
        "PUT,    /admin/tokens",
        "GET,    /admin;a=b/tokens",
        "GET,    /%61dmin/tokens",
        "POST,   /admin/tokens/lookup",
        "POST,   /admin/revocations"
    })
    void atTheIssuersHostThereIsNoAdministration(String method, String path) {
        administrator(ISSUERS_HOST)
                .urlEncodingEnabled(false)
                .header("X-Forwarded-Host", ITS_HOST)
                .request(method, path)
                .then()
                .statusCode(404)
                .body("error", equalTo("not_found"));
    }

    @ParameterizedTest
    @CsvSource({"POST, /oauth2/revoke", "GET, /revocations/feed"})
    void atItsHostThereIsNothingElse(String method, String path) {
        given().header("Host", ITS_HOST)
                .request(method, path)
                .then()
                .statusCode(404)
                .body("error", equalTo("not_found"));
    }
}
