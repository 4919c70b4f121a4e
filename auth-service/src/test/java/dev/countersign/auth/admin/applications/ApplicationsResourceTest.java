package dev.countersign.auth.admin.applications;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.countersign.embedded.EmbeddedStackResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Contract, sections 3 and 6; RFC 9700 §2.1, §4.1. */
@QuarkusTest
@WithTestResource(EmbeddedStackResource.class)
class ApplicationsResourceTest extends ApplicationsRoom {

    @Test
    void anApplicationIsRegisteredWithItsDefaults() {
        ValidatableResponse answer = create(PUBLIC);
        answer.statusCode(201)
                .header("ETag", equalTo("\"0\""))
                .header("Cache-Control", equalTo("no-store"))
                .body("client_id", matchesPattern("[A-Za-z0-9]{20}"))
                .body("client_secret", nullValue())
                .body("application_type", equalTo("native"))
                .body("grant_types", contains("authorization_code", "refresh_token"))
                .body("response_types", contains("code", "code id_token"))
                .body("consent", equalTo(true))
                .body("require_pkce", equalTo(true))
                .body("members_only", equalTo(false))
                .body("dialect.enabled", equalTo(false))
                .body("dialect.issuer", equalTo("atm"))
                .body("lifetimes.code", equalTo("PT1M"))
                .body("lifetimes.access_token", equalTo("PT30M"))
                .body("lifetimes.grant", equalTo("PT12H"))
                .body("lifetimes.grant_idle", nullValue())
                .body("id_token_signed_response_alg", equalTo("RS256"))
                .body("enabled", equalTo(true))
                .body("created_at", matchesPattern(".*\\.\\d{3}Z"));
        String client = answer.extract().path("client_id");
        answer.header("Location", matchesPattern(".*" + PATH + "/" + client));
        get(admin, "/" + client)
                .statusCode(200)
                .header("ETag", equalTo("\"0\""))
                .body("name", equalTo("Notes"))
                .body("scopes", contains("openid", "accounts:read"));
        JsonObject event = administration.audited(admin).getLast();
        assertThat(event.getString("action")).isEqualTo("application.created");
        assertThat(event.getString("target")).isEqualTo(client);
        assertThat(event.getString("address")).isEqualTo("203.0.113.9");
        assertThat(event.getJsonObject("detail").getJsonObject("after").getString("name"))
                .isEqualTo("Notes");
    }

    /** Contract section 6: members only, and tokens of 600 seconds. */
    @Test
    void aDialectApplicationHasItsOwnDefaultsAndASecretThatIsOptional() {
        ValidatableResponse answer =
                create(with(PUBLIC, "{\"dialect\": {\"enabled\": true, \"issuer\": \"shop\"}}"));
        answer.body("client_secret", matchesPattern(".{32}"))
                .body("members_only", equalTo(true))
                .body("lifetimes.access_token", equalTo("PT10M"))
                .body("dialect.issuer", equalTo("shop"));
        assertThat(row(answer.extract().path("client_id")).getBoolean("secret_is_optional"))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {"name": " "}                                       | name
                    {"name": "two\\nlines"}                             | name
                    {"authenticator": "Password Flow"}                  | authenticator
                    {"application_type": "service"}                     | application_type
                    {"redirect_uris": []}                               | redirect_uris
                    {"redirect_uris": ["http://shop.example/cb"]}       | redirect_uris[0]
                    {"redirect_uris": ["https://a.example/", "https://*.example/cb"]} | redirect_uris[1]
                    {"redirect_uris": ["https://shop.example/*"]}       | redirect_uris[0]
                    {"redirect_uris": ["https://shop.example/cb#x"]}    | redirect_uris[0]
                    {"redirect_uris": ["https://u:p@shop.example/cb"]}  | redirect_uris[0]
                    {"redirect_uris": ["javascript:alert(1)"]}          | redirect_uris[0]
                    {"redirect_uris": ["myapp:/callback"]}              | redirect_uris[0]
                    {"application_type": "web", "redirect_uris": ["com.example.app:/cb"]} | redirect_uris[0]
                    {"redirect_uris": ["https://a.example/", "https://a.example/"]} | redirect_uris[1]
                    {"post_logout_redirect_uris": ["http://shop.example/bye"]} | post_logout_redirect_uris[0]
                    {"post_logout_redirect_uris": ["https://a.example/", "https://shop.example/*"]} | post_logout_redirect_uris[1]
                    {"post_logout_redirect_uris": ["javascript:alert(1)"]} | post_logout_redirect_uris[0]
                    {"scopes": ["openid", "no:such"]}                   | scopes[1]
                    {"scopes": ["two words"]}                           | scopes[0]
                    {"grant_types": ["password"]}                       | grant_types[0]
                    {"grant_types": ["client_credentials"]}             | grant_types
                    {"response_types": ["code", "token"]}               | response_types[1]
                    {"default_api": "https://nowhere.example"}          | default_api
                    {"default_api": "http://localhost:8080/admin"}      | default_api
                    {"require_pkce": false}                             | require_pkce
                    {"dialect": {"issuer": "https://evil.example"}}     | dialect.issuer
                    {"cors_origins": ["*"]}                             | cors_origins[0]
                    {"cors_origins": ["http://shop.example"]}           | cors_origins[0]
                    {"cors_origins": ["https://shop.example/path"]}     | cors_origins[0]
                    {"lifetimes": {"code": "PT11M"}}                    | lifetimes.code
                    {"lifetimes": {"access_token": "PT25H"}}            | lifetimes.access_token
                    {"lifetimes": {"grant": "P367D"}}                   | lifetimes.grant
                    {"lifetimes": {"grant": "PT9999999999999999S"}}     | lifetimes.grant
                    {"lifetimes": {"grant_idle": "PT0S"}}               | lifetimes.grant_idle
                    {"lifetimes": {"refresh_window": "soon"}}           | lifetimes.refresh_window
                    {"id_token_signed_response_alg": "none"}            | id_token_signed_response_alg
                    {"token_endpoint_auth_method": "client_secret_post"} | token_endpoint_auth_method
                    {"token_endpoint_auth_method": "tls_client_auth"}   | token_endpoint_auth_method
                    {"jwks_uri": "http://shop.example/jwks"}            | jwks_uri
                    {"jwks_uri": "https://u:p@shop.example/jwks"}       | jwks_uri
                    {"jwks": {"keys": []}}                              | jwks
                    {"jwks": {"keys": [{"kty": "oct", "k": "c2VjcmV0"}]}} | jwks
                    {"jwks": {"keys": [{"kty": "EC", "crv": "P-256", "x": "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU", "y": "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0", "d": "jpsQnnGQmL-YBIffH1136cspYG6-0iY7X1fCE9-E9LI"}]}} | jwks
                    {"request_object_signing_alg": "RS256"}             | jwks
                    {"request_object_signing_alg": "none", "jwks_uri": "https://shop.example/jwks"} | request_object_signing_alg
                    {"userinfo_signed_response_alg": "HS256"}           | userinfo_signed_response_alg
                    {"subject_type": "private"}                         | subject_type
                    {"subject_type": "pairwise"}                        | subject_type
                    {"subject_type": "pairwise", "redirect_uris": ["https://a.example/", "https://b.example/"]} | subject_type
                    {"subject_type": "pairwise", "redirect_uris": ["https://a.example/"], "scopes": ["openid", "users:read"]} | subject_type
                    {"subject_type": "pairwise", "redirect_uris": ["https://a.example/"], "dialect": {"enabled": true}} | subject_type
                    {"sector_identifier_uri": "http://shop.example/uris"} | sector_identifier_uri
                    {"client_id": "mine"}                               | (unknown)
                    """)
    void eachFieldThatIsWrongIsNamed(String members, String field) {
        create(with(PUBLIC, members))
                .statusCode(400)
                .contentType("application/problem+json")
                .body("errors", hasSize(1))
                .body("errors[0].field", equalTo(field));
    }

    @Test
    void allThatIsWrongIsSaidAtOnceAndNothingIsMade() {
        String name = "Never " + UUID.randomUUID();
        create(
                        with(
                                PUBLIC,
                                "{\"name\": \""
                                        + name
                                        + "\", \"require_pkce\": false, \"cors_origins\": [\"*\"]}"))
                .statusCode(400)
                .body("errors.field", hasItems("require_pkce", "cors_origins[0]"));
        assertThat(administration.rows("select from applications where name = $1", name)).isEmpty();
    }

    /** RFC 6749 §4.4. */
    @Test
    void aServiceHasNeitherRedirectUrisNorScopesOfPeople() {
        String service =
                "{\"name\": \"Robot\", \"authenticator\": \"Client Credentials Flow\", \"scopes\":"
                        + " [\"accounts:read\"]}";
        create(service)
                .statusCode(201)
                .body("application_type", equalTo("service"))
                .body("client_secret", notNullValue());
        create(with(service, "{\"redirect_uris\": [\"https://robot.example/cb\"]}"))
                .body("errors[0].field", equalTo("redirect_uris"));
        create(with(service, "{\"post_logout_redirect_uris\": [\"https://robot.example/bye\"]}"))
                .body("errors[0].field", equalTo("post_logout_redirect_uris"));
        create(with(service, "{\"scopes\": [\"openid\"]}"))
                .body("errors[0].field", equalTo("scopes"));
    }

    @Test
    void aRepeatUnderTheSameKeyAnswersTheSameApplicationWithoutItsSecret() {
        String key = UUID.randomUUID().toString();
        ValidatableResponse first = createUnder(key, CONFIDENTIAL).statusCode(201);
        String client = first.extract().path("client_id");
        createUnder(key, CONFIDENTIAL)
                .statusCode(201)
                .body("client_id", equalTo(client))
                .body("client_secret", nullValue());
        createUnder(key, PUBLIC).statusCode(409).body("error", equalTo("conflict"));
        createUnder("x".repeat(256), PUBLIC)
                .statusCode(400)
                .body("errors[0].field", equalTo("Idempotency-Key"));
        admin = administration.administrator();
        createUnder(key, CONFIDENTIAL).statusCode(201).body("client_id", not(equalTo(client)));
    }

    private ValidatableResponse createUnder(String key, String document) {
        return administration
                .by(admin)
                .header("Idempotency-Key", key)
                .contentType("application/json")
                .body(document)
                .post(PATH)
                .then();
    }

    /** RFC 7396; RFC 9110 §13.1.1; RFC 6585 §3. */
    @Test
    void aPatchChangesWhatItNamesOfTheVersionThatWasRead() {
        String client = created(with(PUBLIC, "{\"lifetimes\": {\"grant_idle\": \"PT1H\"}}"));
        patch(client, "{\"name\": \"Notes 2\", \"lifetimes\": {\"grant_idle\": null}}")
                .statusCode(200)
                .header("ETag", equalTo("\"1\""))
                .body("name", equalTo("Notes 2"))
                .body("lifetimes.grant_idle", nullValue())
                .body("scopes", contains("openid", "accounts:read"));
        patch(admin, client, 0, "{\"name\": \"Notes 3\"}").statusCode(412);
        administration
                .by(admin)
                .contentType("application/json")
                .body("{\"name\": \"Notes 3\"}")
                .patch(PATH + "/" + client)
                .then()
                .statusCode(428)
                .body("error", equalTo("precondition_required"));
        assertThat(row(client).getString("name")).isEqualTo("Notes 2");
        JsonObject detail =
                administration.audited(admin).stream()
                        .filter(it -> it.getString("action").equals("application.changed"))
                        .toList()
                        .getLast()
                        .getJsonObject("detail");
        assertThat(detail.getJsonObject("before").getString("name")).isEqualTo("Notes");
        assertThat(detail.getJsonObject("after").getString("name")).isEqualTo("Notes 2");
        assertThat(detail.getJsonObject("after").fieldNames()).doesNotContain("scopes");
    }

    @Test
    void aPatchIsReadAsStrictlyAsARegistration() {
        String client = created(PUBLIC);
        patch(client, "{\"nmae\": null}").body("errors[0].field", equalTo("(unknown)"));
        patch(client, "{\"name\": null}").body("errors[0].field", equalTo("name"));
        patch(client, "{\"scopes\": \"openid\"}").body("errors[0].field", equalTo("scopes"));
        patch(client, "{\"authenticator\": \"Authorization Code Flow\"}")
                .body("errors[0].field", equalTo("authenticator"));
        patch(client, "{\"enabled\": false, \"name\": \"Other\"}")
                .body("errors[0].field", equalTo("enabled"));
        patch(client, "[]").statusCode(400);
        assertThat(version(client)).isZero();
    }

    @Test
    void ofTwoChangesAtOnceOneIsTold() {
        String client = created(PUBLIC);
        List<Integer> statuses =
                List.of("A", "B", "C", "D").parallelStream()
                        .map(
                                name ->
                                        patch(admin, client, 0, "{\"name\": \"" + name + "\"}")
                                                .extract()
                                                .statusCode())
                        .sorted()
                        .toList();
        assertThat(statuses).containsExactly(200, 412, 412, 412);
        assertThat(version(client)).isEqualTo(1);
    }

    /** Design, Revocation 1: the fact and its rule, or neither. */
    @Test
    void disablingTakesBackWhatTheApplicationObtained() {
        String client = created(PUBLIC);
        patch(admin, client, 7, "{\"enabled\": false}").statusCode(412);
        assertThat(administration.rules(admin)).isEmpty();
        patch(client, "{\"enabled\": false}").statusCode(200).body("enabled", equalTo(false));
        assertThat(administration.rules(admin))
                .singleElement()
                .satisfies(
                        rule -> {
                            assertThat(rule.getString("client_id")).isEqualTo(client);
                            assertThat(rule.getString("reason")).isEqualTo("application disabled");
                        });
        assertThat(administration.audited(admin).getLast().getString("action"))
                .isEqualTo("application.disabled");
        patch(client, "{\"enabled\": true}").statusCode(200).body("enabled", equalTo(true));
        assertThat(administration.rules(admin)).hasSize(1);
    }

    @Test
    void deletingTakesItBackForGood() {
        String client = created(PUBLIC);
        administration.by(admin).delete(PATH + "/" + client).then().statusCode(428);
        delete(client, 3).statusCode(412);
        delete(client, 0).statusCode(204);
        get(admin, "/" + client).statusCode(404);
        delete(client, 0).statusCode(404);
        assertThat(administration.rules(admin))
                .singleElement()
                .satisfies(
                        it -> assertThat(it.getString("reason")).isEqualTo("application deleted"));
    }

    @Test
    void theListIsPagedByNameAndFindsBeginnings() {
        String word = "List" + UUID.randomUUID();
        String percent = created(with(PUBLIC, "{\"name\": \"" + word + " 100%\"}"));
        for (String name : List.of("b", "A", "c")) {
            created(with(PUBLIC, "{\"name\": \"" + word + name + "\"}"));
        }
        ValidatableResponse first = get(admin, "?limit=3&name=" + word.toLowerCase(Locale.ROOT));
        first.body("applications.name", contains(word + " 100%", word + "A", word + "b"));
        String after = first.extract().path("next");
        get(admin, "?limit=3&name=" + word.toLowerCase(Locale.ROOT) + "&after=" + after)
                .body("applications.name", contains(word + "c"))
                .body("next", nullValue());
        administration
                .by(admin)
                .queryParam("name", word + " 100%")
                .get(PATH)
                .then()
                .body("applications.client_id", contains(percent));
        get(admin, "?name=other&after=" + after).body("errors[0].field", equalTo("after"));
        get(admin, "?nmae=x")
                .body("errors[0].field", equalTo("(unknown)"))
                .body("errors[0].detail", matchesPattern(".*known are after, limit, name"));
        get(admin, "?limit=201").body("errors[0].field", equalTo("limit"));
    }

    @Test
    void whatWasRefusedIsRecordedWithoutWhatWasSent() {
        create(with(PUBLIC, "{\"name\": \" \", \"cors_origins\": [\"my-secret\"]}"));
        JsonObject event = administration.audited(admin).getLast();
        assertThat(event.getString("action")).isEqualTo("administration.refused");
        assertThat(event.getJsonObject("detail").getString("asked")).isEqualTo("POST " + PATH);
        assertThat(event.encode()).doesNotContain("my-secret");
    }
}
