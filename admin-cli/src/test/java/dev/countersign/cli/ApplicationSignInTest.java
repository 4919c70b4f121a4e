package dev.countersign.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.cli.fixture.CannedServer;
import dev.countersign.cli.fixture.Cli;
import dev.countersign.cli.fixture.Noted;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A script acts in the name of an application. */
class ApplicationSignInTest {

    private static final String TOKEN = "POST /oauth2/token";

    private CannedServer server;
    private Path folder;
    private Cli cli;

    @BeforeEach
    void start(@TempDir Path temporary) throws Exception {
        server = CannedServer.start();
        server.put("GET /admin/apis", 200, "{\"apis\": []}");
        folder = temporary.resolve("config");
        cli = Cli.of(server, temporary);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    /** RFC 6749 §4.4.2. */
    @Test
    void anApplicationActsByItsSecretFromTheEnvironment() {
        Cli script = cli.ofAnApplication();

        assertThat(script.run("api", "list").status()).isZero();
        assertThat(script.with("COUNTERSIGN_SCOPE", "users:read").run("api", "list").status())
                .isZero();

        String basic =
                Base64.getEncoder()
                        .encodeToString(("script:" + Cli.SECRET).getBytes(StandardCharsets.UTF_8));
        List<Noted> asked = server.noted(TOKEN);
        assertThat(asked)
                .allSatisfy(
                        it -> assertThat(it.header("Authorization")).isEqualTo("Basic " + basic));
        assertThat(asked.getFirst().form()).isEqualTo(Map.of("grant_type", "client_credentials"));
        assertThat(asked.getLast().form()).containsEntry("scope", "users:read");
        assertThat(folder).doesNotExist();
    }

    @Test
    void halfOfTheCredentialsIsAMistake() {
        assertThat(cli.with("COUNTERSIGN_CLIENT_ID", "script").run("api", "list").status())
                .isEqualTo(2);
    }

    @Test
    void aWrongSecretOfAnApplicationIsNoSignIn() {
        server.putInstead(
                TOKEN, 401, "{\"error\": \"invalid_client\", \"error_description\": \"No\"}");

        assertThat(cli.ofAnApplication().run("api", "list").status()).isEqualTo(3);
    }
}
