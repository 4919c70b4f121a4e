package dev.countersign.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.cli.fixture.CannedServer;
import dev.countersign.cli.fixture.Cli;
import dev.countersign.cli.fixture.WaitingBrowser;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A person signs in at the browser; the command has the tokens, and nobody else. */
class LoginTest {

    private static final String TOKEN = "POST /oauth2/token";

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
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
        threads.close();
    }

    private Future<Cli.Run> login(WaitingBrowser browser, String input, String... options) {
        var line = new ArrayList<>(List.of("login", "--no-browser", "--port", "0"));
        line.addAll(List.of(options));
        return threads.submit(() -> cli.run(browser, input, line.toArray(String[]::new)));
    }

    private Map<String, String> granted(WaitingBrowser browser) throws Exception {
        return Map.of(
                "code", "code-1", "state", browser.request().get("state"), "iss", server.issuer());
    }

    private void signIn() throws Exception {
        var browser = new WaitingBrowser();
        Future<Cli.Run> login = login(browser, "");
        browser.comeBack(granted(browser));
        assertThat(login.get().status()).as(login.get().err()).isZero();
    }

    private Path file() throws Exception {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(it -> it.toString().endsWith(".json")).findFirst().orElseThrow();
        }
    }

    /** RFC 7636 §4.6 and RFC 8252 §7.3. */
    @Test
    void aPersonSignsInByACodeThatOnlyThisCommandCanRedeem() throws Exception {
        var browser = new WaitingBrowser();
        Future<Cli.Run> login = login(browser, "");
        Map<String, String> request = browser.request();

        HttpResponse<String> page = browser.comeBack(granted(browser));

        assertThat(login.get().status()).as(login.get().err()).isZero();
        assertThat(page.headers().firstValue("Location")).contains(server.issuer() + "/signed-in");
        assertThat(request)
                .containsEntry("response_type", "code")
                .containsEntry("client_id", "admin-cli")
                .containsEntry("code_challenge_method", "S256");
        assertThat(request.get("scope")).contains("offline_access", "users:write", "audit:read");
        Map<String, String> redeemed = server.noted(TOKEN).getFirst().form();
        assertThat(redeemed)
                .containsEntry("grant_type", "authorization_code")
                .containsEntry("code", "code-1")
                .containsEntry("client_id", "admin-cli")
                .containsEntry("redirect_uri", request.get("redirect_uri"));
        byte[] digest =
                MessageDigest.getInstance("SHA-256")
                        .digest(
                                redeemed.getOrDefault("code_verifier", "")
                                        .getBytes(StandardCharsets.US_ASCII));
        assertThat(Base64.getUrlEncoder().withoutPadding().encodeToString(digest))
                .isEqualTo(request.get("code_challenge"));
        assertThat(cli.run("api", "list").status()).isZero();
        assertThat(server.last().header("Authorization")).isEqualTo("Bearer access-1");
    }

    @Test
    void theTokensAreInAFileThatNobodyElseCanRead() throws Exception {
        signIn();

        assertThat(Files.getPosixFilePermissions(file()))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(Files.getPosixFilePermissions(folder))
                .isEqualTo(PosixFilePermissions.fromString("rwx------"));
        assertThat(file()).content().contains("access-1", "refresh-1");
    }

    /** RFC 6749 §10.12. */
    @Test
    void aForgedReturnToTheLoopbackChangesNothing() throws Exception {
        var browser = new WaitingBrowser();
        Future<Cli.Run> login = login(browser, "");
        var forged = Map.of("code", "of-the-attacker", "state", "a", "iss", server.issuer());

        assertThat(browser.comeBack(forged).statusCode()).isEqualTo(404);
        URI elsewhere = URI.create(browser.request().get("redirect_uri")).resolve("/favicon.ico");
        assertThat(browser.get(elsewhere).statusCode()).isEqualTo(404);

        browser.comeBack(granted(browser));
        assertThat(login.get().status()).isZero();
        assertThat(server.noted(TOKEN).getFirst().form()).containsEntry("code", "code-1");
    }

    /** RFC 9207 §2.4. */
    @Test
    void aCodeOfAnotherServerIsNotRedeemed() throws Exception {
        var browser = new WaitingBrowser();
        Future<Cli.Run> login = login(browser, "");

        HttpResponse<String> page =
                browser.comeBack(
                        Map.of(
                                "code",
                                "code-1",
                                "state",
                                browser.request().get("state"),
                                "iss",
                                "https://other.example"));

        assertThat(login.get().status()).isEqualTo(3);
        assertThat(page.statusCode()).isEqualTo(400);
        assertThat(server.noted(TOKEN)).isEmpty();
    }

    @Test
    void whatTheServerSaysInsteadOfACodeIsShown() throws Exception {
        var browser = new WaitingBrowser();
        Future<Cli.Run> login = login(browser, "");

        browser.comeBack(
                Map.of(
                        "error",
                        "access_denied",
                        "error_description",
                        "The person said no",
                        "state",
                        browser.request().get("state"),
                        "iss",
                        server.issuer()));

        assertThat(login.get().status()).isEqualTo(3);
        assertThat(login.get().err()).contains("access_denied", "The person said no");
    }

    @Test
    void aConfidentialApplicationTypesItsSecretAndKeepsItForRefreshing() throws Exception {
        var browser = new WaitingBrowser();
        Future<Cli.Run> login =
                login(
                        browser,
                        Cli.SECRET + "\n",
                        "--client-id",
                        "admin-app",
                        "--client-secret",
                        "--scope",
                        "users:read");
        assertThat(browser.request()).containsEntry("scope", "users:read");
        browser.comeBack(granted(browser));
        assertThat(login.get().status()).as(login.get().err()).isZero();

        cli.at(Cli.NOON.plusSeconds(1790)).run("api", "list");

        String basic =
                Base64.getEncoder()
                        .encodeToString(
                                ("admin-app:" + Cli.SECRET).getBytes(StandardCharsets.UTF_8));
        assertThat(server.noted(TOKEN))
                .hasSize(2)
                .allSatisfy(
                        it -> {
                            assertThat(it.header("Authorization")).isEqualTo("Basic " + basic);
                            assertThat(it.form()).doesNotContainKeys("client_id", "client_secret");
                        });
    }
}
