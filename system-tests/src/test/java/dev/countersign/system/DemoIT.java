package dev.countersign.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.system.stack.ChildProcess;
import dev.countersign.system.stack.Project;
import dev.countersign.system.stack.RunningStack;
import dev.countersign.system.stack.SystemTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./countersign demo --headless}, as the script runs it. */
@SystemTest
class DemoIT {

    private final RunningStack stack;

    DemoIT(RunningStack stack) {
        this.stack = stack;
    }

    @Test
    void everyStepDoesWhatItShouldAndNoSecretIsShown(@TempDir Path folder) throws Exception {
        var demo = ChildProcess.run(command(folder), Duration.ofMinutes(1));

        assertThat(demo.status()).as(demo.output()).isZero();
        assertThat(demo.output())
                .contains(
                        "eyJ",
                        "the API refuses it",
                        "signed in again",
                        "c_hash are right",
                        "signed out: here, at the API")
                .doesNotContain("countersign-demo")
                .doesNotContainPattern("eyJ[\\w-]{20,}\\.")
                .doesNotContain("\u001b[");
    }

    /** On ports of its own, for somebody may try the demo while the tests run. */
    private List<String> command(Path folder) throws Exception {
        Path packaged =
                Project.module("desktop-app").resolve("src/main/resources/desktop-app.properties");
        Path settings = folder.resolve("desktop-app.properties");
        Files.writeString(settings, Files.readString(packaged) + "\nports = 0\n");
        return List.of(
                Project.java(),
                "-cp",
                Project.classPath("desktop-app", "lib"),
                "dev.countersign.desktop.DesktopApp",
                "--headless",
                "--issuer",
                stack.issuer(),
                "--settings",
                settings.toString());
    }
}
