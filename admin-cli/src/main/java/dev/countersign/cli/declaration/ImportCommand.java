package dev.countersign.cli.declaration;

import dev.countersign.cli.administration.Invocation;
import dev.countersign.cli.outcome.Failed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code import}: the declarations of a file become those of the server. */
@Command(
        name = "import",
        description = "Declare APIs, applications and users: the whole document, or nothing.")
public final class ImportCommand implements Runnable {

    private static final String STANDARD_INPUT = "-";

    @Parameters(paramLabel = "FILE", description = "YAML; - is standard input.")
    private String file = "";

    @Option(names = "--dry-run", description = "Only show what would change.")
    private boolean dryRun;

    private final Invocation invocation;

    public ImportCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public void run() {
        String yaml = yaml();
        invocation
                .screen()
                .show(
                        invocation
                                .administration()
                                .put(
                                        Declaration.ADDRESS.with(
                                                "dry_run", Boolean.toString(dryRun)),
                                        Declaration.YAML,
                                        yaml));
    }

    private String yaml() {
        if (file.equals(STANDARD_INPUT)) {
            return invocation.terminal().allOfTheInput();
        }
        try {
            return Files.readString(Path.of(file));
        } catch (IOException unreadable) {
            throw Failed.usage("this file cannot be read: " + file);
        }
    }
}
