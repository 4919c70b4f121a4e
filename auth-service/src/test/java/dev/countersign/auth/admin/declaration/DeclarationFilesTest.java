package dev.countersign.auth.admin.declaration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JacksonException;
import dev.countersign.clients.AdminAddress;
import dev.countersign.protocol.Issuer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeclarationFilesTest {

    private static final Issuer ISSUER = new Issuer("http://localhost:8080");

    @TempDir Path folder;

    @Test
    void theIssuerStandsInForItsName() throws IOException {
        Declarations declared =
                DeclarationFiles.parse(
                        "apis: [{identifier: '${issuer}/api', name: Accounts}]", ISSUER);

        assertThat(declared.apis().getFirst().identifier()).isEqualTo("http://localhost:8080/api");
    }

    @Test
    void theDemoIsUnderstood() {
        Path demo = Path.of("..", "local-stack", "src", "main", "resources", "demo.yaml");

        Declarations declared = DeclarationFiles.read(List.of(demo), ISSUER);

        assertThat(declared.applications())
                .extracting(DeclaredApplication::clientId)
                .containsExactly(
                        "desktop-app",
                        "web-app",
                        "service-app",
                        "admin-app",
                        "demoAtmClient0000001",
                        "admin-cli");
        assertThat(declared.users())
                .extracting(Declarations.DeclaredUser::email)
                .containsExactly(
                        "end.user@example.com",
                        "alice@example.com",
                        "bob@example.com",
                        "admin@example.com");
    }

    /** Contract section 3: {@code <issuer>/admin} is an API of its own. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    apis: [{identifier: '${issuer}/admin', name: Mine}]                        | /admin
                    apis: [{identifier: x, name: X, scopes: [{name: 'tokens:read', sentence: S}]}]   | tokens:read
                    apis: [{identifier: x, name: X, scopes: [{name: 'tokens:revoke', sentence: S}]}] | tokens:revoke
                    applications: [{clientId: '${issuer}/admin', name: A, type: native}]       | /admin
                    """,
            quoteCharacter = '"')
    void nobodyDeclaresAdministrationAnew(String yaml, String name) throws IOException {
        Declarations declared = DeclarationFiles.parse(yaml, ISSUER);

        assertThatThrownBy(
                        () -> AdministrationDeclared.of(AdminAddress.below(ISSUER)).and(declared))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("twice")
                .hasMessageEndingWith(name);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
                    applikations: []                                          | applikations
                    applications: [{name: A, type: web}]                      | clientId is missing
                    applications: [{clientId: a, name: A, type: tablet}]      | TABLET
                    applications: [{clientId: a, name: A, type: web, redirectUris: [/x]}] | redirection URI
                    applications: [{clientId: a, name: A, type: web, authenticator: Basic}] | no such authenticator
                    applications: [{clientId: a, name: A, type: web, authenticator: Authorization PKCE Flow, clientSecret: abc}] | not those of
                    applications: [{clientId: a, name: A, type: web, authenticator: Client Credentials Flow}] | not those of
                    applications: [{clientId: a, name: A, type: web, grantTypes: [password]}] | password
                    applications: [{clientId: a, name: A, type: web, responseTypes: [token]}] | token
                    applications: [{clientId: a, name: A, type: native, require_pkce: false}] | PKCE is required
                    applications: [{clientId: a, name: A, type: native, lifetimes: {code: PT11M}}] | not within PT10M
                    applications: [{clientId: a, name: A, type: native, lifetimes: {grant: soon}}] | like PT30M
                    users: [{email: alice, password: p, givenName: A}]        | email address
                    apis: [{identifier: a, name: A, scopes: [{name: x}]}]     | sentence is missing
                    """)
    void whatIsNotUnderstoodIsRefusedWithTheFileAndTheReason(String yaml, String reason)
            throws IOException {
        Path file = Files.writeString(folder.resolve("broken.yaml"), yaml);

        assertThatThrownBy(() -> DeclarationFiles.read(List.of(file), ISSUER))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("broken.yaml")
                .hasMessageContaining(reason);
    }

    @Test
    void aClientIdThatIsAnApisIdentifierIsRefused() throws IOException {
        Path apis =
                Files.writeString(folder.resolve("a.yaml"), "apis: [{identifier: same, name: A}]");
        Path applications =
                Files.writeString(
                        folder.resolve("b.yaml"),
                        "applications: [{clientId: same, name: A, type: native}]");

        assertThatThrownBy(() -> DeclarationFiles.read(List.of(apis, applications), ISSUER))
                .hasMessageContaining("declared twice: same");
    }

    @Test
    void noSecretOfALineThatIsNotYamlStandsInItsRefusal() throws IOException {
        Path file =
                Files.writeString(
                        folder.resolve("indented.yaml"),
                        "users:\n  - email: a@b\n    password: hunter2: three\n");

        assertThatThrownBy(() -> DeclarationFiles.read(List.of(file), ISSUER))
                .hasMessageContaining("indented.yaml line 3")
                .hasMessageNotContaining("hunter2")
                .hasNoCause();
    }

    @Test
    void noSecretStandsInARefusalOrInAText() throws IOException {
        Path file =
                Files.writeString(
                        folder.resolve("secret.yaml"),
                        "users: [{email: a@b, password: hunter2, givenName: A, shoeSize: 44}]");

        assertThatThrownBy(() -> DeclarationFiles.read(List.of(file), ISSUER))
                .hasMessageNotContaining("hunter2");
        assertThat(
                        DeclarationFiles.parse(
                                        "users: [{email: a@b, password: hunter2, givenName: A}]",
                                        ISSUER)
                                .toString())
                .doesNotContain("hunter2");
    }

    /** Contract, section 6: what the dialect being on brings by itself. */
    @Test
    void anApplicationOfTheDialectIsForMembersAndItsAccessTokensLiveTenMinutes() throws Exception {
        DeclaredApplication application =
                DeclarationFiles.parse(
                                """
                                applications:
                                  - clientId: a
                                    name: A
                                    type: web
                                    clientSecret: s
                                    secretIsOptional: true
                                    dialect: true
                                    members: [" End.User@Example.com"]
                                    corsOrigins: ["https://a.example"]
                                    lifetimes: {grant: PT1H}
                                """,
                                ISSUER)
                        .applications()
                        .getFirst();

        assertThat(application.isForMembersOnly()).isTrue();
        assertThat(application.itsLifetimes().accessToken()).isEqualTo(Duration.ofMinutes(10));
        assertThat(application.itsLifetimes().grant()).isEqualTo(Duration.ofHours(1));
        assertThat(application.itsDialectIssuer()).isEqualTo("atm");
        assertThat(application.memberArray()).containsExactly("end.user@example.com");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "secretIsOptional: true",
                "clientSecret: s, secretIsOptional: true, require_pkce: false",
                "corsOrigins: ['https://a.example/']",
                "corsOrigins: ['*']",
                "dialect: true, dialectIssuer: ATM",
                "dialect: true, dialectIssuer: 'https://a.example'"
            })
    void whatCannotBeInTheDialectIsRefused(String more) {
        assertThatThrownBy(
                        () ->
                                DeclarationFiles.parse(
                                        "applications: [{clientId: a, name: A, type: web, "
                                                + more
                                                + "}]",
                                        ISSUER))
                .isInstanceOf(JacksonException.class);
    }
}
