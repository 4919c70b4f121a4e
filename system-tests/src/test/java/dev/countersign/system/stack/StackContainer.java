package dev.countersign.system.stack;

import com.github.dockerjava.api.command.InspectContainerResponse.ContainerState;
import dev.countersign.local.RunFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntSupplier;
import org.testcontainers.containers.GenericContainer;

/**
 * A container that the state folder knows by a name, as it knows a process.
 *
 * @param port on this machine, once it runs
 * @param management the port of its health and metrics
 */
record StackContainer(
        String name, GenericContainer<?> container, IntSupplier port, OptionalInt management) {

    /** Returns when it is ready and on record in the folder. */
    void start(Path run) {
        container.start();
        var state = container.getContainerInfo().getState();
        Instant begin = Instant.parse(String.valueOf(state.getStartedAt()));
        var record = RunFile.of(name, process(state), port.getAsInt(), management);
        try {
            record.ready(Duration.between(begin, Instant.now())).write(run);
        } catch (IOException unwritten) {
            throw new UncheckedIOException(unwritten);
        }
    }

    /** Its main process, as this machine knows it. */
    private ProcessHandle process(ContainerState state) {
        return Optional.ofNullable(state.getPidLong())
                .flatMap(ProcessHandle::of)
                .orElseThrow(
                        () ->
                                new IllegalStateException(
                                        name
                                                + " is no process of this machine:"
                                                + " the Docker engine must run here"));
    }

    void stop() {
        container.stop();
    }
}
