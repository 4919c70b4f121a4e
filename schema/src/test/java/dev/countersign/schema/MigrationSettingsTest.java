package dev.countersign.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MigrationSettingsTest {

    private static final Map<String, String> DATABASE =
            Map.of(
                    "COUNTERSIGN_JDBC_URL", "jdbc:postgresql://postgresql/countersign",
                    "COUNTERSIGN_DB_USER", "countersign");

    @Test
    void thePasswordIsReadFromTheFileThatIsNamed(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("password"), "of a file\n");

        MigrationSettings settings =
                MigrationSettings.of(with("COUNTERSIGN_DB_PASSWORD_FILE", file.toString()));

        assertThat(settings.password()).isEqualTo("of a file");
    }

    @Test
    void withoutAFileThePasswordIsOfTheEnvironment() throws IOException {
        assertThat(MigrationSettings.of(with("COUNTERSIGN_DB_PASSWORD", "given")).password())
                .isEqualTo("given");
    }

    @Test
    void whatIsMissingIsNamed() {
        assertThatThrownBy(() -> MigrationSettings.of(DATABASE))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("COUNTERSIGN_DB_PASSWORD");
    }

    @Test
    void itsTextHoldsNoPassword() throws IOException {
        assertThat(MigrationSettings.of(with("COUNTERSIGN_DB_PASSWORD", "given")).toString())
                .doesNotContain("given");
    }

    private static Map<String, String> with(String name, String value) {
        Map<String, String> environment = new HashMap<>(DATABASE);
        environment.put(name, value);
        return environment;
    }
}
