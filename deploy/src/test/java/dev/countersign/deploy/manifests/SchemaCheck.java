package dev.countersign.deploy.manifests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** {@code src/test/node/validate.mjs}, in the build folder with what its lock file names. */
final class SchemaCheck {

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
        if (!Files.exists(installed) || Files.mismatch(lock, installed) >= 0) {
            // none of them may run a script
            Command.run(folder, "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund");
            Files.copy(lock, installed, StandardCopyOption.REPLACE_EXISTING);
        }
        return new SchemaCheck(folder);
    }

    /** A line for each fault of an object in the file. */
    List<String> faults(Path file) throws IOException, InterruptedException {
        return Command.run(folder, "node", "validate.mjs", file.toString()).lines().toList();
    }
}
