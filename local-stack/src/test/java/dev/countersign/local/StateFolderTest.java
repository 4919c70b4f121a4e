package dev.countersign.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateFolderTest {

    @TempDir private Path folder;

    @Test
    void secretsAreMadeOnceAndForTheirOwnerOnly() throws IOException {
        StateFolder state = new StateFolder(folder.resolve("state"));
        LocalSecrets secrets = new LocalSecrets(state.secrets());

        String password = secrets.password("redis");
        Path key = secrets.keyFile("server-keys");

        assertThat(password).hasSize(32).isEqualTo(secrets.password("redis"));
        assertThat(password).isNotEqualTo(secrets.password("postgres"));
        assertThat(Files.readString(key)).matches("1:[A-Za-z0-9+/]{43}=\n");
        assertThat(permissions(key)).isEqualTo("rw-------");
        assertThat(permissions(state.secrets())).isEqualTo("rwx------");
        assertThat(permissions(state.logs())).isEqualTo("rwx------");
    }

    @Test
    void aSecondStackInTheSameFolderIsRefused() {
        try (StateFolder first = new StateFolder(folder);
                StateFolder second = new StateFolder(folder)) {
            first.claim();

            assertThatThrownBy(second::claim).hasMessageContaining("running already");
        }
        try (StateFolder third = new StateFolder(folder)) {
            third.claim();
        }
    }

    @Test
    void dataOfAnotherIssuerAreRefused() {
        try (StateFolder state = new StateFolder(folder)) {
            state.requireIssuer("http://localhost:8080");
            state.requireIssuer("http://localhost:8080");

            assertThatThrownBy(() -> state.requireIssuer("http://localhost:9080"))
                    .hasMessageContaining("those of http://localhost:8080");
        }
    }

    @Test
    void theLogOfTheLastRunIsKeptBeside() throws IOException {
        StateFolder state = new StateFolder(folder);
        Files.writeString(state.rotatedLog("kafka"), "before");

        Path log = state.rotatedLog("kafka");

        assertThat(log).doesNotExist();
        assertThat(Files.readString(state.logs().resolve("kafka.log.1"))).isEqualTo("before");
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
