package dev.countersign.token.discovery;

import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.token.fixture.ProxiedStack;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(ProxiedStack.class)
class DiscoveryResourceTest {

    /** OpenID Connect Discovery 1.0 §3: the members that are required. */
    @Test
    void theDocumentSaysWhatExists() {
        JsonPath document = get("/.well-known/openid-configuration").jsonPath();

        assertThat(document.getString("issuer")).isEqualTo("http://localhost:8080");
        assertThat(document.getString("authorization_endpoint"))
                .isEqualTo("http://localhost:8080/oauth2/authorize");
        assertThat(document.getString("token_endpoint"))
                .isEqualTo("http://localhost:8080/oauth2/token");
        assertThat(document.getString("jwks_uri")).isEqualTo("http://localhost:8080/oauth2/jwks");
        assertThat(document.getList("response_types_supported")).isEqualTo(List.of("code"));
        assertThat(document.getList("subject_types_supported")).isEqualTo(List.of("public"));
        assertThat(document.getList("id_token_signing_alg_values_supported"))
                .isEqualTo(List.of("RS256"));
        assertThat(document.getList("code_challenge_methods_supported")).isEqualTo(List.of("S256"));
        assertThat(document.getList("grant_types_supported"))
                .isEqualTo(List.of("authorization_code", "refresh_token", "client_credentials"));
        // absent would mean true for this one
        assertThat(document.getBoolean("request_uri_parameter_supported")).isFalse();
        assertThat(document.getBoolean("authorization_response_iss_parameter_supported")).isTrue();
    }

    @Test
    void whatIsNotBuiltIsNotNamed() {
        assertThat(get("/.well-known/openid-configuration").jsonPath().getMap(""))
                .doesNotContainKeys(
                        "end_session_endpoint",
                        "registration_endpoint",
                        "device_authorization_endpoint",
                        "pushed_authorization_request_endpoint",
                        "check_session_iframe");
    }

    /** RFC 8414 §3. */
    @Test
    void bothWellKnownAddressesServeTheSameDocumentToAnyPageAndToCaches() {
        Response openid = get("/.well-known/openid-configuration");
        Response oauth = get("/.well-known/oauth-authorization-server");

        assertThat(oauth.asString()).isEqualTo(openid.asString());
        assertThat(oauth.header("Access-Control-Allow-Origin")).isEqualTo("*");
        assertThat(oauth.header("Cache-Control")).isEqualTo("public, max-age=300");
    }
}
