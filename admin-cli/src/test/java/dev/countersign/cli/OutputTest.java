package dev.countersign.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.cli.fixture.CannedServer;
import dev.countersign.cli.fixture.Cli;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person reads, what a script reads, and how a command ends. */
class OutputTest {

    private static final String LIST =
            """
            {"applications": [
              {"client_id": "a", "name": "First", "enabled": true, "scopes": []},
              {"client_id": "bcd", "name": "2nd", "enabled": false}],
             "next": "cursor"}""";
    private static final String PROBLEM =
            """
            {"type": "about:blank", "title": "Bad Request", "status": 400,
             "detail": "Two fields are wrong", "error": "invalid_request", "error_id": "id-1",
             "errors": [{"field": "name", "detail": "is empty"},
                        {"field": "scopes[1]", "detail": "is no scope"}]}""";

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
    void aListIsATable() {
        server.put("GET /admin/applications", 200, LIST);

        Cli.Run run = cli.run("application", "list");

        assertThat(run.out())
                .isEqualTo(
                        """
                        CLIENT ID  NAME   AUTHENTICATOR  ENABLED  UPDATED AT
                        a          First  -              true     -
                        bcd        2nd    -              false    -
                        """);
        assertThat(run.err()).contains("--after cursor");
    }

    @Test
    void oneThingIsItsMembers() {
        server.put(
                "GET /admin/applications/a",
                200,
                """
                {"client_id": "a", "scopes": ["openid", "email"], "redirect_uris": [],
                 "lifetimes": {"code": "PT1M"},
                 "users": [{"id": 1, "name": "x"}, {"id": 2}]}""");

        assertThat(cli.run("application", "show", "a").out())
                .isEqualTo(
                        """
                        client_id       a
                        scopes          openid, email
                        redirect_uris   -
                        lifetimes.code  PT1M
                        users           id=1 name=x
                        users           id=2
                        """);
    }

    @Test
    void aScriptGetsWhatTheServerSaidToTheByte() {
        server.put("GET /admin/applications", 200, LIST);
        server.put("GET /admin/applications/a", 400, PROBLEM);

        Cli.Run listed = cli.run("application", "list", "--json");
        Cli.Run refused = cli.run("--json", "application", "show", "a");

        assertThat(listed.out()).isEqualTo(LIST + "\n");
        assertThat(listed.err()).isEmpty();
        assertThat(refused.out()).isEmpty();
        assertThat(refused.err()).isEqualTo(PROBLEM + "\n");
        assertThat(refused.status()).isEqualTo(1);
    }

    /** Names are other people's: they must not write to the terminal of an administrator. */
    @Test
    void aNameThatMovesTheCursorIsShownAsWhatItIs() {
        server.put(
                "GET /admin/applications/a",
                200,
                """
                {"name": "\\u001b[2Jgone\\u0007\\u009b1m\\u202etxt\\nnew"}""");

        assertThat(cli.run("application", "show", "a").out())
                .isEqualTo("name  \\u001b[2Jgone\\u0007\\u009b1m\\u202etxt\\u000anew\n");
    }

    @Test
    void whatIsRefusedNamesEachWrongField() {
        server.put("GET /admin/apis", 400, PROBLEM);

        Cli.Run run = cli.run("api", "list");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .contains("Two fields are wrong", "name: is empty", "scopes[1]: is no scope")
                .contains("invalid_request", "id-1");
    }

    @Test
    void aServerThatFailsIsAway() {
        server.put("GET /admin/apis", 503, "{\"error_id\": \"id-2\"}");
        server.put("GET /admin/audit", 302, "");
        server.put("GET /admin/users", 200, "<html>somebody else</html>");

        Cli.Run failing = cli.run("api", "list");

        assertThat(failing.status()).isEqualTo(4);
        assertThat(failing.err()).contains("503", "id-2");
        assertThat(cli.run("audit", "search").status()).isEqualTo(4);
        assertThat(cli.run("user", "list").status()).isEqualTo(4);
        assertThat(cli.run("user", "list", "--json").status()).isEqualTo(4);
    }

    @Test
    void aServerThatDoesNotAnswerIsAway() {
        server.close();

        Cli.Run run = cli.run("api", "list");

        assertThat(run.status()).isEqualTo(4);
        assertThat(run.err()).contains(server.issuer() + " does not answer");
    }

    /** RFC 8414 §3.3. */
    @Test
    void aDiscoveryDocumentOfAnotherIssuerIsOfNoServer() {
        server.putInstead(
                "GET /.well-known/oauth-authorization-server",
                200,
                """
                {"issuer": "https://other.example", "authorization_endpoint": "%1$s/a",
                 "token_endpoint": "%1$s/t", "revocation_endpoint": "%1$s/r"}"""
                        .formatted(server.issuer()));

        assertThat(cli.run("api", "list").status()).isEqualTo(4);
        assertThat(server.noted("POST /t")).isEmpty();
    }

    @Test
    void helpIsThereForEveryCommandAndSaysHowItEnds() {
        Cli.Run help = cli.run("--help");

        assertThat(help.status()).isZero();
        assertThat(help.out()).contains("application", "revocation", "3 ", "--issuer", "--json");
        assertThat(cli.run("application", "users", "create", "--help").out())
                .contains("--first-name", "--json", "--issuer");
        assertThat(cli.run("help", "token").out()).contains("lookup");
        assertThat(cli.run("--version").out()).contains("countersign-admin 0.2.0");
        assertThat(cli.run().status()).isEqualTo(2);
        assertThat(cli.run("application").status()).isEqualTo(2);
    }
}
