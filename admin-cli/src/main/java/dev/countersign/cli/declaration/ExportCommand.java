package dev.countersign.cli.declaration;

import dev.countersign.cli.administration.Invocation;
import dev.countersign.cli.outcome.Failed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code export}: what is declared, to be kept or imported elsewhere. */
@Command(name = "export", description = "What is declared, as YAML, without secrets and passwords.")
public final class ExportCommand implements Runnable {

    @Option(
            names = "--output",
            paramLabel = "FILE",
            description = "Into this file, which must not be there yet.")
    private Optional<Path> output = Optional.empty();

    private final Invocation invocation;

    public ExportCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public void run() {
        String yaml = invocation.administration().get(Declaration.ADDRESS, Declaration.YAML).body();
        output.ifPresentOrElse(file -> write(file, yaml), () -> invocation.terminal().print(yaml));
    }

    private static void write(Path file, String yaml) {
        try {
            Files.writeString(file, yaml, StandardOpenOption.CREATE_NEW);
        } catch (IOException unwritable) {
            throw Failed.usage("this file is there already, or cannot be written: " + file);
        }
    }
}
