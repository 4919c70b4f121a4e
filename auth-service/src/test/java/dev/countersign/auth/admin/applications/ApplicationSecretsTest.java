package dev.countersign.auth.admin.applications;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.countersign.clients.StoredSecret;
import dev.countersign.embedded.EmbeddedStackResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Secrets and keys of applications: contract, section 6. */
@QuarkusTest
@WithTestResource(EmbeddedStackResource.class)
class ApplicationSecretsTest extends ApplicationsRoom {

    /** The public key of RFC 7517 §A.1. */
    private static final String JWKS =
            """
            {"keys": [{"kty": "EC", "crv": "P-256", "use": "sig", "kid": "1",
              "x": "MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4",
              "y": "4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM"}]}
            """;

    /** Contract section 6: 32 characters, once; and the database holds no secret. */
    @Test
    void aConfidentialApplicationIsToldItsSecretOnceAndItIsKeptNowhere() {
        ValidatableResponse answer = create(CONFIDENTIAL);
        String client = answer.extract().path("client_id");
        String secret = answer.extract().path("client_secret");
        assertThat(secret).hasSize(32);
        assertThat(works(client, "secret", secret)).isTrue();
        assertThat(row(client).getBoolean("secret_is_optional")).isFalse();
        get(admin, "/" + client).body("client_secret", nullValue());
        assertThat(administration.audited(admin).toString()).doesNotContain(secret);
    }

    /** RFC 7591 §2: whoever signs has no secret, and is confidential all the same. */
    @Test
    void anApplicationThatSignsHasKeysAndNoSecret() {
        ValidatableResponse answer =
                create(
                        with(
                                CONFIDENTIAL,
                                """
                                {"token_endpoint_auth_method": "private_key_jwt", "jwks": %s,
                                 "require_pkce": false, "id_token_signed_response_alg": "ES256"}
                                """
                                        .formatted(JWKS)));
        answer.statusCode(201)
                .body("client_secret", nullValue())
                .body("authenticator", equalTo("Authorization Code Flow"))
                .body("token_endpoint_auth_method", equalTo("private_key_jwt"))
                .body("jwks.keys[0].kid", equalTo("1"))
                .body("jwks_uri", nullValue())
                .body("id_token_signed_response_alg", equalTo("ES256"));
        String client = answer.extract().path("client_id");
        assertThat(row(client).getBuffer("secret")).isNull();

        patch(client, "{\"jwks\": null, \"jwks_uri\": \"https://shop.example/jwks\"}")
                .statusCode(200)
                .body("jwks", nullValue())
                .body("jwks_uri", equalTo("https://shop.example/jwks"));
        patch(client, "{\"jwks_uri\": null}")
                .statusCode(400)
                .body("errors[0].field", equalTo("jwks"));
        patch(client, "{\"token_endpoint_auth_method\": null}")
                .statusCode(400)
                .body("errors[0].field", equalTo("token_endpoint_auth_method"));
        secret(admin, client, "{\"overlap\": \"PT0S\"}").statusCode(200);
        patch(client, "{\"token_endpoint_auth_method\": \"client_secret_post\"}").statusCode(200);
    }

    /** OpenID Connect Core 1.0 §9: whoever checks an HMAC must have the secret, so it is sealed. */
    @Test
    void theSecretOfClientSecretJwtIsKeptSealedFromTheBeginning() {
        ValidatableResponse answer =
                create(
                        with(
                                CONFIDENTIAL,
                                "{\"token_endpoint_auth_method\": \"client_secret_jwt\"}"));
        String client = answer.extract().path("client_id");
        String secret = answer.extract().path("client_secret");
        assertThat(works(client, "secret", secret)).isTrue();
        assertThat(isSealed(client)).isTrue();
        assertThat(row(client).getBuffer("secret").toString(StandardCharsets.ISO_8859_1))
                .doesNotContain(secret);

        secret(admin, client, "{\"overlap\": \"PT1H\"}").statusCode(200);
        assertThat(isSealed(client)).isTrue();
        secret(admin, client, "{\"leaked\": true}").statusCode(200);
        assertThat(isSealed(client)).isTrue();
        String hashed = create(CONFIDENTIAL).extract().path("client_id");
        assertThat(isSealed(hashed)).isFalse();
        patch(hashed, "{\"token_endpoint_auth_method\": \"client_secret_jwt\"}")
                .statusCode(400)
                .body("errors[0].field", equalTo("token_endpoint_auth_method"));
    }

    private boolean isSealed(String client) {
        return StoredSecret.ofBytes(row(client).getBuffer("secret").getBytes()).isSealed();
    }

    @Test
    void ofAPlannedRotationBothSecretsWorkAndNothingIsTakenBack() {
        ValidatableResponse made = create(CONFIDENTIAL);
        String client = made.extract().path("client_id");
        String old = made.extract().path("client_secret");
        String next =
                secret(admin, client, "{}")
                        .statusCode(200)
                        .body("previous_secret_until", matchesPattern(".*Z"))
                        .extract()
                        .path("client_secret");
        assertThat(works(client, "secret", next)).isTrue();
        assertThat(works(client, "previous_secret", old)).isTrue();
        assertThat(administration.rules(admin)).isEmpty();
        get(admin, "/" + client).body("previous_secret_until", notNullValue());
        secret(admin, client, "{\"overlap\": \"PT0S\"}")
                .statusCode(200)
                .body("previous_secret_until", nullValue());
        assertThat(row(client).getValue("previous_secret")).isNull();
        assertThat(administration.audited(admin).toString()).doesNotContain(next);
    }

    @Test
    void aLeakedSecretEndsAtOnceAndTakesBackWhatWasObtained() {
        String client = created(CONFIDENTIAL);
        secret(admin, client, "{}").statusCode(200);
        String next =
                secret(admin, client, "{\"leaked\": true}")
                        .statusCode(200)
                        .extract()
                        .path("client_secret");
        assertThat(works(client, "secret", next)).isTrue();
        assertThat(row(client).getValue("previous_secret")).isNull();
        assertThat(administration.rules(admin))
                .singleElement()
                .satisfies(it -> assertThat(it.getString("reason")).isEqualTo("secret leaked"));
    }

    @Test
    void aRotationHasItsBoundsAndNeedsASecret() {
        String client = created(CONFIDENTIAL);
        for (String order :
                List.of(
                        "{\"overlap\": \"P31D\"}",
                        "{\"overlap\": \"-PT1S\"}",
                        "{\"overlap\": \"PT1H\", \"leaked\": true}")) {
            secret(admin, client, order).body("errors[0].field", equalTo("overlap"));
        }
        secret(admin, created(PUBLIC), "{}").statusCode(409);
        secret(admin, "no-such-app", "{}").statusCode(404);
    }

    @Test
    void aPublicApplicationGetsItsOptionalSecretOnceItSpeaksTheDialect() {
        String client = created(PUBLIC);
        patch(client, "{\"dialect\": {\"enabled\": true}}").statusCode(200);
        secret(admin, client, "{\"leaked\": true}").statusCode(409);
        secret(admin, client, "{}").statusCode(200).body("previous_secret_until", nullValue());
        assertThat(row(client).getBoolean("secret_is_optional")).isTrue();
        get(admin, "/" + client).body("authenticator", equalTo("Authorization PKCE Flow"));
    }
}
