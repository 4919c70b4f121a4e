package dev.countersign.auth.admin.declaration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.clients.Application;
import dev.countersign.clients.Applications;
import dev.countersign.clients.Lifetimes;
import dev.countersign.embedded.EmbeddedStackResource;
import dev.countersign.protocol.ClientId;
import dev.countersign.protocol.Issuer;
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
                scopes: [openid, "things:read"]
                grantTypes: [authorization_code]
                defaultApi: ${issuer}/things
                lifetimes: {accessToken: PT2M, grantIdle: P1D}
            users:
              - {email: Thea@Example.com, password: thea-password, givenName: Thea, roles: [auditor]}
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

        assertThat(rows()).isEqualTo(once).contains("thea@example.com");
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
                .containsExactly("tokens:read", "tokens:revoke");
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
