package dev.countersign.auth.admin.declaration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import dev.countersign.auth.Declared;
import dev.countersign.auth.admin.fixture.Administration;
import dev.countersign.auth.admin.fixture.Administration.Person;
import dev.countersign.auth.password.PasswordHash;
import dev.countersign.clients.StoredSecret;
import dev.countersign.embedded.EmbeddedStackResource;
import dev.countersign.protocol.request.ClientSecret;
import dev.countersign.protocol.secret.ServerKeys;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The declarative YAML over HTTP: as a whole or not at all. */
@QuarkusTest
@WithTestResource(EmbeddedStackResource.class)
@SuppressWarnings("NullAway.Init")
class DeclarationResourceTest {

    private static final String PATH = "/admin/applications/declaration";

    @Inject Administration administration;
    @Inject Declared declared;
    @Inject ServerKeys keys;

    private Person admin;
    private String word;

    @BeforeEach
    void register() {
        declared.await();
        admin = administration.administrator();
        word = "w" + UUID.randomUUID();
    }

    private String yaml() {
        return """
        apis:
          - identifier: ${issuer}/WORD
            name: Things
            introspection: {clientId: WORD-api, clientSecret: WORD-api-secret}
            scopes: [{name: "WORD:read", sentence: See your things}]
        applications:
          - clientId: WORD-app
            name: Things App
            type: web
            clientSecret: WORD-app-secret
            redirectUris: [https://things.example/callback]
            postLogoutRedirectUris: [https://things.example/bye]
            scopes: [openid, "WORD:read"]
            grantTypes: [authorization_code]
            lifetimes: {accessToken: PT2M}
        users:
          - {email: WORD@Example.com, password: the-first-password, givenName: Thea}
        """
                .replace("WORD", word);
    }

    private ValidatableResponse put(Person by, String yaml, String query) {
        return administration
                .by(by)
                .contentType("application/yaml")
                .body(yaml.getBytes(StandardCharsets.UTF_8))
                .put(PATH + query)
                .then();
    }

    private ValidatableResponse put(String yaml) {
        return put(admin, yaml, "");
    }

    private String export() {
        return administration
                .by(admin)
                .get(PATH)
                .then()
                .statusCode(200)
                .contentType("application/yaml")
                .extract()
                .asString();
    }

    private Row application() {
        return administration
                .rows("select * from applications where client_id = $1", word + "-app")
                .getFirst();
    }

    private int rows() {
        return administration
                .rows(
                        """
                        select 1 from apis where name = 'Things' and identifier like '%' || $1
                        union all select 1 from applications where client_id = $1 || '-app'
                        union all select 1 from users where email = $1 || '@example.com'
                        """,
                        word)
                .size();
    }

    @Test
    void aDryRunTellsTheDifferenceAndTheImportMakesIt() {
        put(admin, yaml(), "?dry_run=true")
                .statusCode(200)
                .body("dry_run", equalTo(true))
                .body("changes.kind", contains("api", "application", "user"))
                .body("changes.change", contains("created", "created", "created"));
        assertThat(rows()).isZero();
        put(yaml()).statusCode(200).body("changes", hasSize(3)).body("unchanged", equalTo(0));
        assertThat(rows()).isEqualTo(3);
        assertThat(application().getArrayOfStrings("post_logout_redirect_uris"))
                .containsExactly("https://things.example/bye");
        assertThat(
                        StoredSecret.ofBytes(application().getBuffer("secret").getBytes())
                                .matches(new ClientSecret(word + "-app-secret"), keys))
                .isTrue();
        assertThat(
                        new PasswordHash(
                                        administration
                                                .rows(
                                                        "select * from users where email = $1",
                                                        word + "@example.com")
                                                .getFirst()
                                                .getString("password_hash"))
                                .matches("the-first-password"))
                .isTrue();
        assertThat(
                        administration
                                .rows(
                                        "select password_is_own from users where email = $1",
                                        word + "@example.com")
                                .getFirst()
                                .getBoolean(0))
                .isFalse();
        put(yaml()).statusCode(200).body("changes", hasSize(0)).body("unchanged", equalTo(3));
        put(yaml().replace("PT2M", "PT3M"))
                .body("changes", hasSize(1))
                .body("changes[0].before.lifetimes.access_token", equalTo("PT2M"))
                .body("changes[0].after.lifetimes.access_token", equalTo("PT3M"));
        assertThat(administration.audited(admin).toString())
                .contains("application.created", "application.changed", "declaration.dry_run")
                .doesNotContain("-secret\"", "the-first-password");
    }

    /** And an import of it changes nothing: no confidential application becomes a public one. */
    @Test
    void anExportHasNoSecretsAndIsImportedWithoutADifference() {
        put(yaml()).statusCode(200);
        String exported = export();
        assertThat(exported)
                .contains(word + "-app", word + "@example.com", "${issuer}/" + word)
                .doesNotContain(word + "-app-secret", word + "-api-secret", "argon2");
        String own =
                """
                applications:
                  - clientId: WORD-app
                    authenticator: Authorization Code Flow
                    name: Things App
                    type: web
                    redirectUris: [https://things.example/callback]
                    postLogoutRedirectUris: [https://things.example/bye]
                    scopes: [openid, "WORD:read"]
                    grantTypes: [authorization_code]
                    lifetimes: {accessToken: PT2M}
                """
                        .replace("WORD", word);
        put(own).statusCode(200).body("changes", hasSize(0));
        assertThat(application().getBuffer("secret")).isNotNull();
    }

    /** As a whole or not at all. */
    @Test
    void oneFieldThatIsWrongKeepsOutTheWhole() {
        put(yaml().replace("https://things.example/callback", "http://things.example/callback"))
                .statusCode(400)
                .body("errors[0].field", equalTo("applications[0].redirect_uris[0]"));
        put(yaml().replace("givenName: Thea", "givenName: ' '"))
                .statusCode(400)
                .body("errors[0].field", equalTo("users[0].givenName"));
        assertThat(rows()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    applications: [{name: A}]                            | applications[0].clientId
                    applications: [{clientId: countersign-admin-pages, name: A, type: native, redirectUris: ['https://a.example/']}] | applications[0].clientId
                    applications: [{clientId: x-new, name: A, type: web, authenticator: Authorization Code Flow, redirectUris: ['https://a.example/']}] | applications[0].clientSecret
                    applications: [{clientId: '${issuer}/api', name: A, type: native, redirectUris: ['https://a.example/']}] | applications[0].clientId
                    applications: [{clientId: x-new, name: A, type: native, redirectUris: ['https://a.example/'], scopes: ['no:such']}] | applications[0].scopes[0]
                    apis: [{identifier: '${issuer}/admin', name: Mine}]  | apis[0].identifier
                    apis: [{identifier: 'urn:x', name: X, scopes: [{name: 'users:write', sentence: S}]}] | apis[0].scopes[0].name
                    apis: [{identifier: 'urn:x', name: X, introspection: {clientId: x-api}}] | apis[0].introspection.clientSecret
                    users: [{email: nobody, password: p, givenName: N}]  | users[0].email
                    users: [{email: new@example.com, givenName: N}]      | users[0].password
                    users: [{email: new@example.com, password: password1, givenName: N}] | users[0].password
                    users: [{email: new@example.com, password: p, givenName: N, claims: {birthdate: never}}] | users[0].claims
                    users: [{email: new@example.com, password: p, givenName: N, roles: [root]}] | users[0].roles
                    users: [{email: a@b, password: p, givenName: N}, {email: A@b, password: p, givenName: N}] | users
                    shoes: []                                            | (unknown)
                    applications: [{clientId: a, shoeSize: 44}]          | (unknown)
                    """)
    void whatIsWrongIsNamed(String yaml, String field) {
        put(yaml)
                .statusCode(400)
                .body("errors", hasSize(1))
                .body("errors[0].field", equalTo(field));
    }

    @Test
    void noSecretStandsInARefusal() {
        String answer =
                put("users:\n  - email: a@b\n    password: hunter2: three\n")
                        .statusCode(400)
                        .extract()
                        .asString();
        assertThat(answer).doesNotContain("hunter2");
    }

    /** No role can give itself more, nor take what another has. */
    @Test
    void anImportChangesNoRolesAndDisablesNothing() {
        put(yaml()).statusCode(200);
        put(yaml().replace("givenName: Thea", "givenName: Thea, roles: [administrator]"))
                .statusCode(400)
                .body("errors[0].field", equalTo("users[0].roles"));
        put(yaml().replace("type: web", "type: web\n    enabled: false"))
                .statusCode(400)
                .body("errors[0].field", equalTo("applications[0].enabled"));
    }

    @Test
    void peopleNeedTheScopesOnPeople() {
        administration.by(admin, "applications:read").get(PATH).then().statusCode(403);
        administration
                .by(admin, "applications:read")
                .get(PATH + "?users=false")
                .then()
                .statusCode(200);
        administration
                .by(admin, "applications:write")
                .contentType("application/yaml")
                .body(yaml().getBytes(StandardCharsets.UTF_8))
                .put(PATH)
                .then()
                .statusCode(403);
        assertThat(rows()).isZero();
    }

    @Test
    void auditorsExportAndDoNotImport() {
        Person auditor = administration.auditor();
        administration.by(auditor).get(PATH).then().statusCode(200);
        put(auditor, yaml(), "?dry_run=true").statusCode(403);
        Person manager = administration.manager(administration.application());
        administration.by(manager).get(PATH + "?users=false").then().statusCode(403);
        put(manager, yaml(), "").statusCode(403);
    }

    @Test
    void aDryRunIsAskedForExactly() {
        put(admin, yaml(), "?dry_run=yes").body("errors.field", hasItem("dry_run"));
        put(admin, yaml(), "?dryrun=true").body("errors.field", hasItem("(unknown)"));
        assertThat(rows()).isZero();
    }
}
