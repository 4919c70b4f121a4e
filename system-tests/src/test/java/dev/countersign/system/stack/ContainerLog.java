package dev.countersign.system.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;
import org.testcontainers.containers.output.OutputFrame;

/** What a container says, a moment later in a file, as the supervisor keeps it of a process. */
record ContainerLog(Path file) implements Consumer<OutputFrame> {

    @Override
    public void accept(OutputFrame frame) {
        byte[] said = frame.getBytes();
        if (said == null) {
            return;
        }
        try {
            Files.write(file, said, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException unwritten) {
            throw new UncheckedIOException(unwritten);
        }
    }
}
