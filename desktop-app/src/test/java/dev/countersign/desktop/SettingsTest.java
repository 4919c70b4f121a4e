package dev.countersign.desktop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.desktop.browser.PortRange;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {

    @Test
    void thePackagedOnesAreThoseOfTheDemo() throws IOException {
        Settings settings = Settings.read(Optional.empty(), Optional.empty());

        assertThat(settings.issuer()).isEqualTo(URI.create("http://localhost:8080"));
        assertThat(settings.clientId()).isEqualTo("desktop-app");
        assertThat(settings.scope().toStringList()).contains("offline_access", "accounts:read");
        assertThat(settings.ports()).isEqualTo(new PortRange(8001, 8003));
    }

    @Test
    void anotherIssuerMovesTheApiAndThePageToo() throws IOException {
        Settings settings =
                Settings.read(Optional.empty(), Optional.of(URI.create("http://localhost:9000")));

        assertThat(settings.api()).isEqualTo(URI.create("http://localhost:9000/api"));
        assertThat(settings.postLoginPage())
                .isEqualTo(URI.create("http://localhost:9000/signed-in"));
        assertThat(settings.postLogoutPage())
                .isEqualTo(URI.create("http://localhost:9000/signed-out"));
    }

    @Test
    void aFileThatLacksASettingSaysWhich(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("app.properties"), "issuer=http://localhost");

        assertThatThrownBy(() -> Settings.read(Optional.of(file), Optional.empty()))
                .hasMessageContaining("client-id");
    }

    @Test
    void thePasswordIsNotShownWithTheSettings() throws IOException {
        Settings settings = Settings.read(Optional.empty(), Optional.empty());

        assertThat(settings.toString()).doesNotContain("countersign-demo");
    }
}
