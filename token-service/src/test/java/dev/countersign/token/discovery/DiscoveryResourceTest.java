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
        assertThat(document.getString("end_session_endpoint"))
                .isEqualTo("http://localhost:8080/oauth2/logout");
        assertThat(document.getString("jwks_uri")).isEqualTo("http://localhost:8080/oauth2/jwks");
        assertThat(document.getList("response_types_supported"))
                .isEqualTo(
                        List.of(
                                "code",
                                "code id_token",
                                "code token",
                                "code id_token token",
                                "id_token",
                                "id_token token"));
        assertThat(document.getList("response_modes_supported"))
                .isEqualTo(List.of("query", "fragment", "form_post"));
        assertThat(document.getList("prompt_values_supported"))
                .isEqualTo(List.of("none", "login", "consent", "select_account"));
        assertThat(document.getList("subject_types_supported"))
                .isEqualTo(List.of("public", "pairwise"));
        assertThat(document.getList("id_token_signing_alg_values_supported"))
                .isEqualTo(List.of("RS256", "PS256", "ES256", "EdDSA"));
        assertThat(document.getList("code_challenge_methods_supported")).isEqualTo(List.of("S256"));
        assertThat(document.getList("grant_types_supported"))
                .isEqualTo(
                        List.of(
                                "authorization_code",
                                "refresh_token",
                                "client_credentials",
                                "implicit"));
        assertThat(document.getBoolean("claims_parameter_supported")).isTrue();
        assertThat(document.<String>getList("claims_supported"))
                .contains("sub", "acr", "auth_time", "zoneinfo", "phone_number_verified");
        assertThat(document.getString("pushed_authorization_request_endpoint"))
                .isEqualTo("http://localhost:8080/oauth2/par");
        assertThat(document.getBoolean("require_pushed_authorization_requests")).isFalse();
        assertThat(document.getBoolean("request_parameter_supported")).isTrue();
        assertThat(document.getList("request_object_signing_alg_values_supported"))
                .isEqualTo(List.of("RS256", "PS256", "ES256", "EdDSA"));
        // absent would mean true for this one
        assertThat(document.getBoolean("request_uri_parameter_supported")).isFalse();
        assertThat(document.getBoolean("authorization_response_iss_parameter_supported")).isTrue();
    }

    @Test
    void whatIsNotBuiltIsNotNamed() {
        assertThat(get("/.well-known/openid-configuration").jsonPath().getMap(""))
                .doesNotContainKeys(
                        "registration_endpoint",
                        "device_authorization_endpoint",
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
