package dev.countersign.auth.admin.declaration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.clients.AdminApi;
import dev.countersign.clients.Application;
import dev.countersign.clients.Applications;
import dev.countersign.clients.ClientKeys;
import dev.countersign.clients.Lifetimes;
import dev.countersign.embedded.EmbeddedStackResource;
import dev.countersign.protocol.ClientId;
import dev.countersign.protocol.FetchedUri;
import dev.countersign.protocol.Issuer;
import dev.countersign.protocol.SigningAlgorithm;
import dev.countersign.protocol.request.ClientSecret;
import dev.countersign.protocol.secret.ServerKeys;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(EmbeddedStackResource.class)
class AppliedDeclarationsTest {

    private static final String YAML =
            """
            apis:
              - identifier: ${issuer}/things
                name: Things
                introspection: {clientId: things-api, clientSecret: things-secret}
                scopes: [{name: "things:read", sentence: See your things}]
            applications:
              - clientId: things-app
                name: Things App
                type: web
                clientSecret: things-app-secret
                redirectUris: [https://things.example/callback]
                postLogoutRedirectUris: [https://things.example/bye]
                scopes: [openid, "things:read"]
                grantTypes: [authorization_code]
                defaultApi: ${issuer}/things
                lifetimes: {accessToken: PT2M, grantIdle: P1D}
              - clientId: signing-app
                name: Signing App
                type: web
                redirectUris: [https://signing.example/callback]
                scopes: [openid]
                grantTypes: [authorization_code]
                security:
                  token_endpoint_auth_method: private_key_jwt
                  jwks_uri: https://signing.example/jwks
                  id_token_signed_response_alg: EdDSA
            users:
              - {email: Thea@Example.com, password: thea-password, givenName: Thea, roles: [auditor],
                 claims: {nickname: Tea, address: {country: SE}}}
            """;

    @Inject AppliedDeclarations declarations;
    @Inject Applications applications;
    @Inject ServerKeys keys;
    @Inject Issuer issuer;
    @Inject Pool postgres;

    @Test
    void applyingTwiceChangesNothing() throws IOException {
        apply(YAML);
        String once = rows();
        apply(YAML);

        assertThat(rows())
                .isEqualTo(once)
                .contains("thea@example.com", "https://things.example/bye");
    }

    @Test
    void anApplicationThatSignsIsConfidentialWithoutASecret() throws IOException {
        apply(YAML);

        Application signing =
                applications.find(new ClientId("signing-app")).await().indefinitely().orElseThrow();
        assertThat(signing.isPublic()).isFalse();
        assertThat(signing.secret()).isEmpty();
        assertThat(signing.security().keys())
                .contains(
                        new ClientKeys.ByReference(new FetchedUri("https://signing.example/jwks")));
        assertThat(signing.security().idTokenSignedResponseAlg()).isEqualTo(SigningAlgorithm.EDDSA);
        assertThatThrownBy(() -> apply(YAML.replace("jwks_uri: https", "jwks_uri: ftp")))
                .hasMessageContaining("jwks_uri");
    }

    /** Contract section 3: on every deployment, whatever is declared. */
    @Test
    void administrationIsAnApiOfItsOwn() {
        declarations.apply().await().indefinitely();

        assertThat(
                        postgres.query("select api, name, sentence from api_scopes order by name")
                                .execute()
                                .await()
                                .indefinitely())
                .filteredOn(row -> row.getString("api").equals(issuer.at("/admin")))
                .allSatisfy(row -> assertThat(row.getString("sentence")).isNotBlank())
                .extracting(row -> row.getString("name"))
                .containsExactlyInAnyOrderElementsOf(AdminApi.SENTENCES.keySet());
    }

    @Test
    void whatIsDeclaredIsWhatTheServerKnows() throws IOException {
        apply(YAML);

        Application app =
                applications.find(new ClientId("things-app")).await().indefinitely().orElseThrow();
        assertThat(app.secret().orElseThrow().matches(new ClientSecret("things-app-secret"), keys))
                .isTrue();
        assertThat(app.lifetimes().accessToken()).isEqualTo(Duration.ofMinutes(2));
        assertThat(app.lifetimes().grantIdle()).contains(Duration.ofDays(1));
        assertThat(app.lifetimes().code()).isEqualTo(Lifetimes.DEFAULT.code());
        assertThat(app.audiences(app.registeredScopes(), issuer))
                .containsExactlyInAnyOrder(issuer.at("/things"), issuer.value());
        assertThat(applications.findApi(new ClientId("things-api")).await().indefinitely())
                .isPresent();
    }

    @Test
    void whatIsDeclaredOfAPersonIsKept() throws IOException {
        apply(YAML);

        assertThat(rows()).contains("nickname", "Tea", "country");
    }

    @Test
    void aPersonsOwnPasswordIsKept() throws IOException {
        apply(YAML);
        String before = rows();
        apply(YAML.replace("thea-password", "another-password"));

        assertThat(rows()).isEqualTo(before);
    }

    @Test
    void whatAnAdministratorDisabledStaysDisabled() throws IOException {
        apply(YAML);
        execute("update applications set enabled = false where client_id = 'things-app'");
        apply(YAML);

        assertThat(applications.find(new ClientId("things-app")).await().indefinitely())
                .hasValueSatisfying(app -> assertThat(app.enabled()).isFalse());
        execute("update applications set enabled = true where client_id = 'things-app'");
    }

    /** What an administrator took away does not come back by itself. */
    @Test
    void aRoleThatWasTakenAwayIsNotGivenBackByTheNextStart() throws IOException {
        apply(YAML);
        execute("update users set roles = '{}' where email = 'thea@example.com'");
        apply(YAML);

        assertThat(rows()).doesNotContain("auditor");
        execute("update users set roles = '{auditor}' where email = 'thea@example.com'");
    }

    /** An export declares what there is, without the secrets. */
    @Test
    void whatLeavesTheSecretsOutKeepsThem() throws IOException {
        apply(YAML);
        String before = rows();
        String exported =
                YAML.replace(", clientSecret: things-secret", "")
                        .replace(
                                "clientSecret: things-app-secret",
                                "authenticator: Authorization Code Flow")
                        .replace(" password: thea-password,", "");
        apply(exported);

        assertThat(rows()).isEqualTo(before);
        assertThatThrownBy(() -> apply(exported.replace("things", "thongs")))
                .hasStackTraceContaining("clientSecret is missing");
        assertThatThrownBy(() -> apply(exported.replace("Thea@", "Tea@")))
                .hasStackTraceContaining("password is missing");
        assertThat(rows()).isEqualTo(before);
    }

    @Test
    void whatIsDeclaredDisabledIsMadeSo() throws IOException {
        String yaml =
                """
                applications:
                  - {clientId: closed-app, name: Closed, type: native, enabled: false}
                """;
        apply(yaml);
        assertThat(applications.find(new ClientId("closed-app")).await().indefinitely())
                .hasValueSatisfying(app -> assertThat(app.enabled()).isFalse());

        execute("update applications set enabled = true where client_id = 'closed-app'");
        apply(yaml);
        assertThat(applications.find(new ClientId("closed-app")).await().indefinitely())
                .hasValueSatisfying(app -> assertThat(app.enabled()).isTrue());
    }

    @Test
    void aDeclarationThatCannotBeWrittenWholeChangesNothing() throws IOException {
        apply(YAML);
        String before = rows();
        String broken =
                """
                apis: [{identifier: other, name: Other}]
                applications:
                  - {clientId: orphan, name: Orphan, type: native, defaultApi: no-such-api}
                """;

        assertThatThrownBy(() -> apply(broken)).isNotNull();
        assertThat(rows()).isEqualTo(before);
    }

    private void execute(String sql) {
        postgres.query(sql).execute().await().indefinitely();
    }

    private void apply(String yaml) throws IOException {
        declarations.apply(DeclarationFiles.parse(yaml, issuer)).await().indefinitely();
    }

    /** Every declared row of this test as text, with its version. */
    private String rows() {
        return postgres.query(
                        """
                        select string_agg(line, E'\\n' order by line) from (
                          select u::text as line from users u where email like 'thea@%'
                          union all select a::text from apis a where identifier like '%things' or identifier = 'other'
                          union all select s::text from api_scopes s where api like '%things'
                          union all select c::text from applications c where client_id in ('things-app', 'orphan')
                        ) lines
                        """)
                .execute()
                .await()
                .indefinitely()
                .iterator()
                .next()
                .getString(0);
    }
}
