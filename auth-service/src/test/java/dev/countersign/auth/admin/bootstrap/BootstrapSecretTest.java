package dev.countersign.auth.admin.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.protocol.error.OAuthException;
import dev.countersign.web.request.BearerToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BootstrapSecretTest {

    private static final String SECRET = "x".repeat(32);

    @Test
    void aSecretThatIsShortOrNotThereStopsTheStartUpAndNamesTheSetting(@TempDir Path directory)
            throws IOException {
        Path file = Files.writeString(directory.resolve("secret"), SECRET.substring(1));

        assertThatThrownBy(() -> new BootstrapSecret(Optional.of(file)))
                .hasMessageContaining("countersign.bootstrap-secret-file")
                .hasMessageNotContaining(SECRET.substring(1));
        assertThatThrownBy(() -> new BootstrapSecret(Optional.of(directory.resolve("none"))))
                .hasMessageContaining("countersign.bootstrap-secret-file");
    }

    @Test
    void onlyTheWholeSecretOfTheFileIsRight(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("secret"), SECRET + "\n");
        BootstrapSecret secret = new BootstrapSecret(Optional.of(file));

        secret.check(new BearerToken(SECRET));
        assertThatThrownBy(() -> secret.check(new BearerToken(SECRET + "x")))
                .isInstanceOf(OAuthException.class);
        assertThat(secret.toString()).doesNotContain(SECRET);
    }

    /** Then there is nothing at this address. */
    @Test
    void withoutTheSettingNothingIsASecret() {
        BootstrapSecret none = new BootstrapSecret(Optional.empty());

        assertThatThrownBy(() -> none.check(new BearerToken(SECRET)))
                .isInstanceOf(OAuthException.class)
                .hasMessage("PATH");
    }
}
