package dev.countersign.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.cli.fixture.CannedServer;
import dev.countersign.cli.fixture.Cli;
import dev.countersign.cli.terminal.Secret;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where secrets are not: arguments, errors, remarks. */
class SecretsTest {

    private static final String TYPED = "hunter2-the-secret";

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

    private static void assertSilent(Cli.Run run, String... secrets) {
        assertThat(run.out() + run.err()).doesNotContain(secrets).doesNotContain(Cli.SECRET);
    }

    @Test
    void aSecretThatIsShownOnceIsShownOnceAndOnStandardOutput() {
        server.put(
                "POST /admin/applications",
                201,
                "{\"client_id\": \"a\", \"client_secret\": \"%s\"}".formatted(TYPED));
        server.put("POST /admin/users/u/password", 200, "{\"password\": \"%s\"}".formatted(TYPED));

        for (Cli.Run run :
                List.of(
                        cli.run("application", "create", "--name", "A", "--authenticator", "code"),
                        cli.run("user", "reset-password", "u"))) {
            assertThat(run.out()).containsOnlyOnce(TYPED);
            assertThat(run.err()).doesNotContain(TYPED).contains("not shown again");
        }
    }

    @Test
    void aPasswordIsReadAndNeverRepeated() {
        server.put("POST /admin/users", 400, "{\"detail\": \"It is too short\"}");

        Cli.Run run =
                cli.runWith(
                        TYPED + "\n",
                        "user",
                        "create",
                        "--email",
                        "e@example.com",
                        "--first-name",
                        "E");

        assertThat(run.err()).contains("too short");
        assertSilent(run, TYPED);
    }

    @Test
    void withoutAPasswordNothingIsSent() {
        Cli.Run run = cli.run("user", "create", "--email", "e@example.com", "--first-name", "E");

        assertThat(run.status()).isEqualTo(2);
        assertThat(server.administration()).isEmpty();
    }

    /** What is typed in the wrong place ends in histories already; not in the error, too. */
    @Test
    void whatIsTypedAsAnArgumentIsNotRepeated() {
        for (List<String> line :
                List.of(
                        List.of("token", "lookup", TYPED),
                        List.of("user", "create", "--password=" + TYPED),
                        List.of("user", "create", "--password", TYPED),
                        List.of("user", "edit", "u", "--set", "password=" + TYPED),
                        List.of("application", "list", "--limit", TYPED),
                        List.of("application", "list", "--name", "--limit=" + TYPED),
                        List.of("api", "create", "a", "--name", "A", "--scope", TYPED),
                        List.of("login", "--client-secret=" + TYPED),
                        List.of(TYPED))) {
            Cli.Run run = cli.run(line.toArray(String[]::new));

            assertThat(run.status()).as(line.toString()).isEqualTo(2);
            assertSilent(run, TYPED);
        }
        assertThat(server.administration()).isEmpty();
    }

    @Test
    void aMistypedCommandIsGuessedWithoutRepeatingIt() {
        assertThat(cli.run("aplication", "list").err()).contains("is it application");
        assertThat(cli.run("application", "list", "--nam", "x").err()).contains("--nam");
    }

    @Test
    void tokensAndSecretsAreInNoErrorOfTheServersMaking() {
        server.putInstead(
                "POST /oauth2/token",
                200,
                CannedServer.TOKENS.replace("access-1", "ill formed\\n"));

        Cli.Run run = cli.run("api", "list");

        assertThat(run.status()).isEqualTo(4);
        assertSilent(run, "ill formed");
    }

    @Test
    void aValueThatCannotBeSentIsAMistakeAndNotRepeated() {
        Cli.Run run =
                cli.run(
                        "application",
                        "create",
                        "--name",
                        "A",
                        "--authenticator",
                        "pkce",
                        "--idempotency-key",
                        TYPED + "\r\nX-More: 1");

        assertThat(run.status()).isEqualTo(2);
        assertSilent(run, TYPED);
    }

    @Test
    void aSecretPrintsAsNone() {
        assertThat(new Secret(TYPED)).hasToString("[redacted]");
    }
}
