package dev.countersign.auth.admin.applications;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.nullValue;

import dev.countersign.auth.admin.fixture.Administration.Person;
import dev.countersign.embedded.EmbeddedStackResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who reads and changes which application: contract, section 3. */
@QuarkusTest
@WithTestResource(EmbeddedStackResource.class)
class ApplicationRolesTest extends ApplicationsRoom {

    @Test
    void anAuditorReadsAndChangesNothing() {
        String client = created(CONFIDENTIAL);
        Person auditor = administration.auditor();
        get(auditor, "").statusCode(200);
        get(auditor, "/" + client).statusCode(200).body("client_secret", nullValue());
        patch(auditor, client, 0, "{\"name\": \"Mine\"}").statusCode(403);
        secret(auditor, client, "{}").statusCode(403);
        admin = auditor;
        create(PUBLIC).statusCode(403);
        delete(client, 0).statusCode(403);
    }

    @Test
    void aManagerSeesAndChangesItsOwnApplicationAndNoOther() {
        String own = created(CONFIDENTIAL);
        String other = created(CONFIDENTIAL);
        Person manager = administration.manager(own);
        get(manager, "").body("applications.client_id", contains(own));
        get(manager, "/" + own).statusCode(200);
        get(manager, "/" + other).statusCode(403);
        patch(manager, own, 0, "{\"name\": \"Mine\"}").statusCode(200);
        patch(manager, other, 0, "{\"name\": \"Mine\"}").statusCode(403);
        secret(manager, own, "{}").statusCode(200);
        secret(manager, own, "{\"leaked\": true}").statusCode(403);
        secret(manager, other, "{}").statusCode(403);
        admin = manager;
        create(PUBLIC).statusCode(403);
        delete(own, 1).statusCode(403);
    }

    /** No role can give itself more. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {"scopes": ["openid", "users:write"]}    | scopes
                    {"dialect": {"issuer": "bank"}}          | dialect.issuer
                    {"members_only": false}                  | members_only
                    {"response_types": ["id_token token"]}   | response_types
                    {"consent": false}                       | consent
                    """)
    void aManagerGivesItselfNothing(String patch, String field) {
        String own = created(with(PUBLIC, "{\"dialect\": {\"enabled\": true}}"));
        Person manager = administration.manager(own);
        patch(manager, own, 0, patch)
                .statusCode(403)
                .body("error", equalTo("access_denied"))
                .body("detail", matchesPattern(".*: " + field));
        patch(own, patch).statusCode(200);
    }

    /** OpenID Connect RP-Initiated Logout 1.0 §3.1. */
    @Test
    void aManagerSaysWhereTheBrowserReturnsToFromALogout() {
        String own = created(PUBLIC);
        Person manager = administration.manager(own);
        patch(manager, own, 0, "{\"post_logout_redirect_uris\": [\"https://notes.example/bye\"]}")
                .statusCode(200)
                .body("post_logout_redirect_uris", contains("https://notes.example/bye"));
        assertThat(
                        administration
                                .rows(
                                        """
                                        select post_logout_redirect_uris from applications
                                        where client_id = $1
                                        """,
                                        own)
                                .getFirst()
                                .getArrayOfStrings(0))
                .containsExactly("https://notes.example/bye");
    }

    @Test
    void whatAnAdministratorDisabledIsEnabledByNoManager() {
        String own = created(PUBLIC);
        Person manager = administration.manager(own);
        patch(manager, own, 0, "{\"enabled\": false}").statusCode(200);
        patch(manager, own, 1, "{\"enabled\": true}").statusCode(403);
    }

    /** Who has its secret or a redirection URI has what it may do. */
    @Test
    void anApplicationOfAdministrationIsNoManagersToChange() {
        String own = created(with(CONFIDENTIAL, "{\"scopes\": [\"openid\", \"users:read\"]}"));
        Person manager = administration.manager(own);
        patch(manager, own, 0, "{\"redirect_uris\": [\"https://evil.example/cb\"]}")
                .statusCode(403);
        secret(manager, own, "{}").statusCode(403);
        secret(manager, own, "{\"leaked\": true}").statusCode(403);
    }

    @Test
    void theScopeOfTheTokenCountsBesidesTheRole() {
        administration
                .by(admin, "applications:read")
                .contentType("application/json")
                .body(PUBLIC)
                .post(PATH)
                .then()
                .statusCode(403)
                .header("WWW-Authenticate", matchesPattern(".*scope=\"applications:write\".*"));
        administration.by(admin, "applications:write").get(PATH).then().statusCode(403);
    }
}
