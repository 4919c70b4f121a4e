package dev.countersign.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.countersign.cli.fixture.CannedServer;
import dev.countersign.cli.fixture.Cli;
import dev.countersign.cli.fixture.Noted;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of the tokens of a sign-in, until the person signs out. */
class SignedInTest {

    private static final String TOKEN = "POST /oauth2/token";
    private static final String REVOKE = "POST /oauth2/revoke";

    private CannedServer server;
    private Path folder;
    private Cli cli;

    @BeforeEach
    void start(@TempDir Path temporary) throws Exception {
        server = CannedServer.start();
        server.put("GET /admin/apis", 200, "{\"apis\": []}");
        folder = Files.createDirectory(temporary.resolve("config"));
        cli = Cli.of(server, temporary);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Path file(String ending) {
        return folder.resolve(server.issuer().replace(":", "%3A").replace("/", "%2F") + ending);
    }

    private Path file() {
        return file(".json");
    }

    /** As it would be after a login. */
    private void signIn() throws IOException {
        Files.writeString(
                file(),
                """
                {"issuer": "%s", "client_id": "admin-cli", "access_token": "access-1",
                 "refresh_token": "refresh-1", "expires_at": "%s", "scope": "users:read"}"""
                        .formatted(server.issuer(), Cli.NOON.plusSeconds(1800)));
    }

    /** RFC 6749 §6: a rotated refresh token takes the place of the one before. */
    @Test
    void anEndedAccessTokenIsRefreshedAndTheNewTokensAreKept() throws Exception {
        signIn();
        server.putInstead(
                TOKEN,
                200,
                CannedServer.TOKENS.replace("access-1", "access-2").replace("h-1", "h-2"));
        Cli later = cli.at(Cli.NOON.plusSeconds(1790));

        assertThat(later.run("api", "list").status()).isZero();
        assertThat(server.last().header("Authorization")).isEqualTo("Bearer access-2");
        assertThat(later.run("api", "list").status()).isZero();

        List<Noted> asked = server.noted(TOKEN);
        assertThat(asked).hasSize(1);
        assertThat(asked.getFirst().form())
                .containsEntry("grant_type", "refresh_token")
                .containsEntry("refresh_token", "refresh-1")
                .containsEntry("client_id", "admin-cli");
        assertThat(file()).content().contains("refresh-2").doesNotContain("refresh-1");
        assertThat(Files.getPosixFilePermissions(file()))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void aTokenThatTheServerRefusesIsReplacedOnce() throws Exception {
        signIn();
        server.putInstead("GET /admin/apis", 401, "");
        server.put("GET /admin/apis", 200, "{\"apis\": []}");
        server.putInstead(TOKEN, 200, CannedServer.TOKENS.replace("access-1", "access-2"));

        assertThat(cli.run("api", "list").status()).isZero();
        assertThat(server.last().header("Authorization")).isEqualTo("Bearer access-2");

        server.putInstead("GET /admin/apis", 401, "");
        assertThat(cli.run("api", "list").status()).isEqualTo(3);
    }

    @Test
    void aSignInThatIsOverIsForgotten() throws Exception {
        signIn();
        server.putInstead(
                TOKEN,
                400,
                """
                {"error": "invalid_grant", "error_description": "It was revoked",
                 "error_id": "id-3"}""");

        Cli.Run run = cli.at(Cli.NOON.plusSeconds(3600)).run("api", "list");

        assertThat(run.status()).isEqualTo(3);
        assertThat(run.err()).contains("It was revoked", "id-3", "countersign-admin login");
        assertThat(cli.run("api", "list").err()).contains("nobody is signed in");
    }

    @Test
    void aServerThatIsAwayWhileRefreshingEndsNoSignIn() throws Exception {
        signIn();
        server.putInstead(TOKEN, 503, "");

        assertThat(cli.at(Cli.NOON.plusSeconds(3600)).run("api", "list").status()).isEqualTo(4);
        assertThat(file()).content().contains("refresh-1");
    }

    @Test
    void signingOutRevokesTheGrantAndDeletesTheTokens() throws Exception {
        signIn();

        assertThat(cli.run("logout").status()).isZero();

        assertThat(server.noted(REVOKE).getFirst().form())
                .containsEntry("token", "refresh-1")
                .containsEntry("client_id", "admin-cli");
        assertThat(cli.run("api", "list").status()).isEqualTo(3);
        assertThat(cli.run("logout").err()).contains("nobody was signed in");
        assertThat(server.noted(REVOKE)).hasSize(1);
    }

    @Test
    void signingOutWhileTheServerIsAwayDeletesTheTokensAndSaysThatTheyMayWork() throws Exception {
        signIn();
        server.putInstead(REVOKE, 503, "");

        Cli.Run run = cli.run("logout");

        assertThat(run.status()).isEqualTo(4);
        assertThat(run.err()).contains("may work");
        assertThat(cli.run("api", "list").status()).isEqualTo(3);
    }

    @Test
    void aSignInAtOneServerIsNoneAtAnother() throws Exception {
        signIn();

        try (CannedServer other = CannedServer.start()) {
            assertThat(cli.run("api", "list", "--issuer", other.issuer()).status()).isEqualTo(3);
            assertThat(other.administration()).isEmpty();
        }
    }

    @Test
    void aDamagedFileIsNoSignIn() throws Exception {
        for (String text : List.of("", "[]", "{\"issuer\": \"ftp://x\"}", "{\"issuer")) {
            Files.writeString(file(), text);

            assertThat(cli.run("api", "list").status()).as(text).isEqualTo(3);
        }
    }

    /** Two at once would spend one refresh token twice, which looks like theft. */
    @Test
    void noOtherCommandRefreshesMeanwhile() throws Exception {
        signIn();
        var alone = new AtomicBoolean();
        server.meanwhile(TOKEN, () -> alone.set(isLocked()));

        assertThat(cli.at(Cli.NOON.plusSeconds(1790)).run("api", "list").status()).isZero();

        assertThat(alone).isTrue();
        assertThat(isLocked()).isFalse();
    }

    /** By this process, which is told so. */
    private boolean isLocked() {
        try (FileChannel channel = FileChannel.open(file(".lock"), StandardOpenOption.WRITE);
                var lock = channel.tryLock()) {
            return lock == null ? fail("another process has it") : false;
        } catch (OverlappingFileLockException held) {
            return true;
        } catch (IOException absent) {
            throw new UncheckedIOException(absent);
        }
    }

    @Test
    void whatAnotherCommandRefreshedIsUsed() throws Exception {
        signIn();
        server.putInstead("GET /admin/apis", 401, "");
        server.put("GET /admin/apis", 200, "{\"apis\": []}");
        server.meanwhile("GET /admin/apis", this::anotherCommandRefreshes);

        assertThat(cli.run("api", "list").status()).isZero();

        assertThat(server.last().header("Authorization")).isEqualTo("Bearer access-2");
        assertThat(server.noted(TOKEN)).isEmpty();
    }

    private void anotherCommandRefreshes() {
        try {
            Files.writeString(file(), Files.readString(file()).replace("access-1", "access-2"));
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }
}
