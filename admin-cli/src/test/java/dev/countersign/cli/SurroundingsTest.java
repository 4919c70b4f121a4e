package dev.countersign.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.cli.fixture.CannedServer;
import dev.countersign.cli.fixture.Cli;
import dev.countersign.cli.fixture.Noted;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files, standard input, the environment, and a server that says something else. */
class SurroundingsTest {

    private CannedServer server;
    private Cli cli;

    @BeforeEach
    void start(@TempDir Path folder) throws Exception {
        server = CannedServer.start();
        cli = Cli.of(server, folder).ofAnApplication();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aCreationWhoseAnswerWasLostSaysHowToRepeatIt() {
        server.put("POST /admin/applications", 502, "<html>");

        Cli.Run run =
                cli.run(
                        "application",
                        "create",
                        "--name",
                        "A",
                        "--authenticator",
                        "pkce",
                        "--idempotency-key",
                        "k-1");

        assertThat(run.status()).isEqualTo(4);
        assertThat(run.err()).contains("--idempotency-key k-1");
    }

    @Test
    void theDeclarationIsImportedFromStandardInputAndExportedAsItIs() {
        String yaml = "apis: []\nusers: []\n";
        server.put("PUT /admin/applications/declaration?dry_run=true", 200, "{\"changes\": []}");
        server.put("GET /admin/applications/declaration", 200, yaml);

        cli.runWith(yaml, "import", "-", "--dry-run");
        Noted imported = server.last();
        Cli.Run exported = cli.run("export");

        assertThat(imported.line()).isEqualTo("PUT /admin/applications/declaration?dry_run=true");
        assertThat(imported.header("Content-Type")).isEqualTo("application/yaml");
        assertThat(imported.body()).isEqualTo(yaml);
        assertThat(exported.out()).isEqualTo(yaml);
        assertThat(server.last().header("Accept")).isEqualTo("application/yaml");
    }

    @Test
    void anExportOverwritesNoFile(@TempDir Path folder) throws Exception {
        server.put("GET /admin/applications/declaration", 200, "apis: []\n");
        Path file = folder.resolve("declared.yaml");

        assertThat(cli.run("export", "--output", file.toString()).status()).isZero();
        assertThat(cli.run("export", "--output", file.toString()).status()).isEqualTo(2);
        assertThat(file).hasContent("apis: []");
    }

    @Test
    void theFirstAdministratorIsMadeByTheSecretOfTheServer() {
        server.put("POST /admin/users/bootstrap", 201, "{\"link\": \"https://a.example/l\"}");

        Cli.Run run = cli.runWith("bootstrap-secret\n", "bootstrap");

        assertThat(run.out()).contains("https://a.example/l");
        assertThat(server.last().header("Authorization")).isEqualTo("Bearer bootstrap-secret");
        assertThat(server.noted("POST /oauth2/token")).isEmpty();
    }

    @Test
    void aWrongBootstrapSecretIsRefusedAndNotRepeated() {
        server.put("POST /admin/users/bootstrap", 401, "{\"detail\": \"It is another\"}");

        Cli.Run run = cli.runWith("bootstrap-secret\n", "bootstrap");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains("It is another").doesNotContain("bootstrap-secret");
    }

    @Test
    void anArgumentIsNoFileToRead(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("words"), "list");
        server.put("GET /admin/applications?name=%40" + encoded(file), 200, "{}");

        Cli.Run run = cli.run("application", "list", "--name", "@" + file, "--json");

        assertThat(run.status()).as(run.err()).isZero();
    }

    private static String encoded(Path file) {
        return file.toString().replace("/", "%2F");
    }

    @Test
    void whereAdministrationIsElsewhereItAloneIsAskedThere() throws Exception {
        try (CannedServer elsewhere = CannedServer.start()) {
            elsewhere.put("GET /admin/apis", 200, "{\"apis\": []}");
            Cli told = cli.with("COUNTERSIGN_ADMINISTRATION", elsewhere.issuer() + "/");

            assertThat(told.run("api", "list").status()).isZero();
            assertThat(cli.run("--administration", elsewhere.issuer(), "api", "list").status())
                    .isZero();

            assertThat(elsewhere.administration()).hasSize(2);
            assertThat(elsewhere.noted("POST /oauth2/token")).isEmpty();
            assertThat(server.administration()).isEmpty();
            assertThat(server.noted("POST /oauth2/token")).hasSize(2);
        }
    }

    /** A token of one server is not another's to see. */
    @Test
    void whereAdministrationIsByTheEnvironmentIsOfTheServerOfTheEnvironment() throws Exception {
        server.put("GET /admin/apis", 200, "{\"apis\": []}");
        try (CannedServer anothers = CannedServer.start()) {
            Cli told = cli.with("COUNTERSIGN_ADMINISTRATION", anothers.issuer());

            assertThat(told.run("--issuer", server.issuer(), "api", "list").status()).isZero();

            assertThat(anothers.administration()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://example.com",
                "https://u:p@example.com",
                "https://example.com/admin",
                "https://example.com?a",
                "rubbish"
            })
    void noTokenIsSentToWhatIsNoOriginOverTls(String address) {
        assertThat(cli.run("api", "list", "--administration", address).status()).isEqualTo(2);
    }

    @Test
    void theServerIsNamedByTheLineBeforeTheEnvironment() {
        server.put("GET /admin/apis", 200, "{\"apis\": []}");
        Cli elsewhere = cli.with("COUNTERSIGN_ISSUER", "https://nowhere.invalid");

        assertThat(elsewhere.run("--issuer", server.issuer(), "api", "list").status()).isZero();
        assertThat(elsewhere.run("api", "list", "--issuer", server.issuer() + "/").status())
                .isZero();
        assertThat(List.of("http://example.com", "https://u:p@example.com", "rubbish"))
                .allSatisfy(
                        it ->
                                assertThat(cli.run("api", "list", "--issuer", it).status())
                                        .isEqualTo(2));
    }
}
