package dev.countersign.deploy.manifests;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A program of this machine that the tests run to its end, which must be a good one. */
final class Command {

    private static final long LIMIT_SECONDS = 120;

    private Command() {}

    /**
     * What it printed.
     *
     * @throws AssertionError if it fails, with all that it said
     */
    static String run(Path folder, String... command) throws IOException, InterruptedException {
        Files.createDirectories(Deploy.folder("target"));
        Path output = Files.createTempFile(Deploy.folder("target"), "command", ".out");
        Path errors = Files.createTempFile(Deploy.folder("target"), "command", ".err");
        try {
            Process process =
                    new ProcessBuilder(command)
                            .directory(folder.toFile())
                            .redirectOutput(output.toFile())
                            .redirectError(errors.toFile())
                            .start();
            process.getOutputStream().close();
            boolean ended = process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS);
            if (!ended || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new AssertionError(
                        String.join(" ", command)
                                + "\n"
                                + Files.readString(output)
                                + Files.readString(errors));
            }
            return Files.readString(output, StandardCharsets.UTF_8);
        } finally {
            Files.delete(output);
            Files.delete(errors);
        }
    }
}
