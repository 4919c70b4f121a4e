package dev.countersign.auth.admin.apis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.countersign.auth.Declared;
import dev.countersign.auth.admin.fixture.Administration;
import dev.countersign.auth.admin.fixture.Administration.Person;
import dev.countersign.clients.Applications;
import dev.countersign.embedded.EmbeddedStackResource;
import dev.countersign.protocol.ClientId;
import dev.countersign.protocol.Issuer;
import dev.countersign.protocol.request.ClientSecret;
import dev.countersign.protocol.secret.ServerKeys;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Contract section 3: an API is its identifier, its scopes and maybe a credential. */
@QuarkusTest
@WithTestResource(EmbeddedStackResource.class)
@SuppressWarnings("NullAway.Init")
class ApisResourceTest {

    private static final String PATH = "/admin/apis";

    @Inject Administration administration;
    @Inject Declared declared;
    @Inject Applications applications;
    @Inject ServerKeys keys;
    @Inject Issuer issuer;

    private Person admin;
    private String word;

    @BeforeEach
    void register() {
        declared.await();
        admin = administration.administrator();
        word = UUID.randomUUID().toString();
    }

    private String document(String more) {
        return """
        {"identifier": "https://%1$s.example/api", "name": "Things",
         "scopes": [{"name": "%1$s:read", "sentence": "See your things"}]%2$s}
        """
                .formatted(word, more);
    }

    private ValidatableResponse create(String document) {
        return administration
                .by(admin)
                .contentType("application/json")
                .body(document)
                .post(PATH)
                .then();
    }

    private String created(String more) {
        String self = create(document(more)).statusCode(201).extract().path("self");
        return self.substring(self.indexOf(PATH));
    }

    private ValidatableResponse patch(String path, long version, String patch) {
        return administration
                .by(admin)
                .header("If-Match", "\"" + version + "\"")
                .contentType("application/merge-patch+json")
                .body(patch)
                .patch(path)
                .then();
    }

    private ValidatableResponse delete(String path, long version) {
        return administration
                .by(admin)
                .header("If-Match", "\"" + version + "\"")
                .delete(path)
                .then();
    }

    private String application(String scope) {
        String client = administration.application();
        administration.sql(
                "update applications set scopes = array[$2] where client_id = $1", client, scope);
        return client;
    }

    private boolean introspectsBy(String clientId, String secret) {
        return applications
                .findApi(new ClientId(clientId))
                .await()
                .indefinitely()
                .filter(it -> it.secret().matches(new ClientSecret(secret), keys))
                .isPresent();
    }

    @Test
    void anApiIsRegisteredAndFoundAtItsOwnAddress() {
        String path = created("");
        administration
                .by(admin)
                .get(path)
                .then()
                .statusCode(200)
                .header("ETag", equalTo("\"0\""))
                .body("identifier", equalTo("https://" + word + ".example/api"))
                .body("scopes.sentence", contains("See your things"))
                .body("introspection", nullValue())
                .body("enabled", equalTo(true));
        assertThat(administration.audited(admin).getLast().getString("action"))
                .isEqualTo("api.created");
    }

    @Test
    void itsCredentialIsToldOnceAndWorks() {
        ValidatableResponse answer = create(document(", \"introspection\": {}"));
        String clientId = answer.extract().path("introspection.client_id");
        String secret = answer.extract().path("introspection.client_secret");
        assertThat(introspectsBy(clientId, secret)).isTrue();
        String self = answer.extract().path("self");
        String path = self.substring(self.indexOf(PATH));
        administration
                .by(admin)
                .get(path)
                .then()
                .body("introspection.client_id", equalTo(clientId))
                .body("introspection.client_secret", nullValue());
        String next =
                administration
                        .by(admin)
                        .post(path + "/secret")
                        .then()
                        .statusCode(200)
                        .extract()
                        .path("introspection.client_secret");
        assertThat(introspectsBy(clientId, next)).isTrue();
        assertThat(introspectsBy(clientId, secret)).isFalse();
        assertThat(administration.audited(admin).toString()).doesNotContain(secret, next);
        patch(path, 1, "{\"introspection\": null}")
                .statusCode(200)
                .body("introspection", nullValue());
        assertThat(introspectsBy(clientId, next)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {"name": "A"}                                             | identifier
                    {"identifier": "/api", "name": "A"}                       | identifier
                    {"identifier": "https://a.example/#x", "name": "A"}       | identifier
                    {"identifier": "ISSUER", "name": "A"}                     | identifier
                    {"identifier": "urn:a"}                                   | name
                    {"identifier": "urn:a", "name": "A", "scopes": [{"name": "a:b"}]} | scopes[0].sentence
                    {"identifier": "urn:a", "name": "A", "scopes": [{"sentence": "S"}]} | scopes[0].name
                    {"identifier": "urn:a", "name": "A", "scopes": [{"name": "openid", "sentence": "S"}]} | scopes[0].name
                    {"identifier": "urn:a", "name": "A", "scopes": [{"name": "x", "sentence": "S"}, {"name": "x", "sentence": "S"}]} | scopes[1].name
                    {"identifier": "urn:a", "name": "A", "scopes": [{"name": "users:write", "sentence": "S"}]} | scopes[0].name
                    {"identifier": "urn:a", "name": "A", "introspection": {"client_id": "web-app"}} | introspection.client_id
                    {"identifier": "urn:a", "name": "A", "introspection": {"client_id": "urn:a"}} | introspection.client_id
                    {"identifier": "urn:a", "name": "A", "introspection": {"client_id": "ISSUER/api"}} | introspection.client_id
                    {"identifier": "urn:a", "name": "A", "introspection": {"client_secret": "x"}} | (unknown)
                    """)
    void eachFieldThatIsWrongIsNamed(String document, String field) {
        create(document.replace("ISSUER", issuer.value()))
                .statusCode(400)
                .body("errors", hasSize(1))
                .body("errors[0].field", equalTo(field));
    }

    /** Contract section 3. */
    @Test
    void noIdentifierIsAClientId() {
        administration.sql(
                "insert into applications (client_id, name, type) values ($1, $1, 'native')",
                "https://" + word + ".example/api");
        create(document("")).statusCode(400).body("errors[0].field", equalTo("identifier"));
    }

    @Test
    void thereIsOneOfEachIdentifierAndAKeyMakesARepeatHarmless() {
        String document = document(", \"introspection\": {}");
        for (int i = 0; i < 2; i++) {
            administration
                    .by(admin)
                    .header("Idempotency-Key", word)
                    .contentType("application/json")
                    .body(document)
                    .post(PATH)
                    .then()
                    .statusCode(201)
                    .body("introspection.client_secret", i == 0 ? notNullValue() : nullValue());
        }
        create(document).statusCode(409).body("error", equalTo("conflict"));
    }

    @Test
    void aPatchChangesTheVersionThatWasRead() {
        String path = created("");
        patch(
                        path,
                        0,
                        """
                        {"scopes": [{"name": "%1$s:read", "sentence": "Look"},
                                    {"name": "%1$s:write", "sentence": "Touch"}]}
                        """
                                .formatted(word))
                .statusCode(200)
                .header("ETag", equalTo("\"1\""))
                .body("scopes.sentence", contains("Look", "Touch"));
        patch(path, 0, "{\"name\": \"Other\"}").statusCode(412);
        patch(path, 1, "{\"identifier\": \"urn:b\"}")
                .body("errors[0].field", equalTo("identifier"));
        administration
                .by(admin)
                .contentType("application/json")
                .body("{}")
                .patch(path)
                .then()
                .statusCode(428);
    }

    /** Whoever registered the scope next would get the applications. */
    @Test
    void aScopeThatAnApplicationIsRegisteredForStays() {
        String path = created("");
        String client = application(word + ":read");
        patch(path, 0, "{\"scopes\": []}")
                .statusCode(409)
                .body("detail", matchesPattern(".*" + client));
        delete(path, 0).statusCode(409);
        administration.sql("delete from applications where client_id = $1", client);
        delete(path, 1).statusCode(412);
        delete(path, 0).statusCode(204);
        administration.by(admin).get(path).then().statusCode(404);
    }

    @Test
    void administrationItselfIsNotChanged() {
        String path = PATH + "/" + new ApiKey(issuer.at("/admin"));
        int version =
                administration.by(admin).get(path).then().statusCode(200).extract().path("version");
        patch(path, version, "{\"enabled\": false}").statusCode(409);
        delete(path, version).statusCode(409);
        administration.by(admin).post(path + "/secret").then().statusCode(409);
    }

    @Test
    void theListIsPaged() {
        created("");
        ValidatableResponse first = administration.by(admin).get(PATH + "?limit=1").then();
        String identifier = first.extract().path("apis[0].identifier");
        first.body("apis", hasSize(1)).body("next", notNullValue());
        administration
                .by(admin)
                .get(PATH + "?after=" + first.extract().path("next"))
                .then()
                .body("apis.identifier", not(hasItem(identifier)))
                .body("apis", not(hasSize(0)));
    }

    @Test
    void auditorsReadThemAndManagersDoNot() {
        String path = created("");
        Person auditor = administration.auditor();
        administration.by(auditor).get(path).then().statusCode(200);
        for (String verb : List.of("PATCH", "DELETE")) {
            administration
                    .by(auditor)
                    .header("If-Match", "\"0\"")
                    .contentType("application/json")
                    .body("{}")
                    .request(verb, path)
                    .then()
                    .statusCode(403);
        }
        Person manager = administration.manager(administration.application());
        administration.by(manager).get(PATH).then().statusCode(403);
        administration.by(admin).get(PATH + "/~").then().statusCode(404);
    }
}
