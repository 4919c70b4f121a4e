package dev.countersign.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFileTest {

    @TempDir private Path folder;

    @Test
    void whatIsWrittenIsReadAgain() throws IOException {
        RunFile file =
                RunFile.of("auth-service", ProcessHandle.current(), 8081, OptionalInt.of(9081))
                        .ready(Duration.ofMillis(1234));
        file.write(folder);

        assertThat(RunFile.read(folder.resolve("auth-service"))).isEqualTo(file);
        assertThat(new RunFolder(folder).all()).containsExactly(file);
    }

    @Test
    void aPidThatWasGivenToAnotherProcessSinceIsNotOurs() {
        long pid = ProcessHandle.current().pid();
        Instant dayBefore = Instant.now().minus(Duration.ofDays(1));
        RunFile stale =
                new RunFile("redis", pid, dayBefore, 1, OptionalInt.empty(), Optional.empty());

        assertThat(stale.process()).isEmpty();
    }

    @Test
    void aProcessThatRunsIsFoundByPidAndStart() {
        RunFile own = RunFile.of("redis", ProcessHandle.current(), 1, OptionalInt.empty());

        assertThat(own.process()).contains(ProcessHandle.current());
    }

    @Test
    void leftoversAreEndedAndStrangersAreNot() throws Exception {
        Process ours = new ProcessBuilder("sleep", "600").start();
        Process stranger = new ProcessBuilder("sleep", "600").start();
        try {
            RunFolder run = new RunFolder(folder);
            run.record(RunFile.of("ours", ours.toHandle(), 1, OptionalInt.empty()));
            run.record(
                    new RunFile(
                            "stranger",
                            stranger.pid(),
                            Instant.EPOCH,
                            1,
                            OptionalInt.empty(),
                            Optional.empty()));

            assertThat(new Leftovers(run).end()).containsExactly("ours");

            // the JVM hears of it a moment after the system
            assertThat(ours.waitFor(10, TimeUnit.SECONDS)).isTrue();
            assertThat(stranger.isAlive()).isTrue();
            assertThat(run.all()).isEmpty();
        } finally {
            ours.destroyForcibly();
            stranger.destroyForcibly();
        }
    }

    @Test
    void aDamagedFileIsAsGoodAsNone() throws IOException {
        Files.writeString(folder.resolve("auth-service"), "pid=rubbish");

        assertThat(new RunFolder(folder).all()).isEmpty();
    }
}
