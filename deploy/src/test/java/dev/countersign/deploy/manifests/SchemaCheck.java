package dev.countersign.deploy.manifests;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** {@code src/test/node/validate.mjs}, in the build folder with what its lock file names. */
final class SchemaCheck {

    private static final long LIMIT_SECONDS = 120;
    private static final List<String> SOURCES =
            List.of("validate.mjs", "package.json", "package-lock.json");

    private final Path folder;

    private SchemaCheck(Path folder) {
        this.folder = folder;
    }

    /** Installs only where the lock file is another one than that of before. */
    static synchronized SchemaCheck installed() throws IOException, InterruptedException {
        Path folder = Files.createDirectories(Deploy.folder("target/node"));
        Path installed = folder.resolve("installed-package-lock.json");
        for (String source : SOURCES) {
            Files.copy(
                    Deploy.folder("src/test/node").resolve(source),
                    folder.resolve(source),
                    StandardCopyOption.REPLACE_EXISTING);
        }
        Path lock = folder.resolve("package-lock.json");
        var check = new SchemaCheck(folder);
        if (!Files.exists(installed) || Files.mismatch(lock, installed) >= 0) {
            // none of them may run a script
            check.run("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund");
            Files.copy(lock, installed, StandardCopyOption.REPLACE_EXISTING);
        }
        return check;
    }

    /** A line for each fault of an object in the file. */
    List<String> faults(Path file) throws IOException, InterruptedException {
        return run("node", "validate.mjs", file.toString()).lines().toList();
    }

    private String run(String... command) throws IOException, InterruptedException {
        Path output = Files.createTempFile(folder, "output", ".log");
        Path log = folder.resolve("node.log");
        Process process =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectOutput(output.toFile())
                        .redirectError(log.toFile())
                        .start();
        process.getOutputStream().close();
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new AssertionError(
                    String.join(" ", command)
                            + "\n"
                            + Files.readString(output)
                            + Files.readString(log));
        }
        return Files.readString(output, StandardCharsets.UTF_8);
    }
}
