package dev.countersign.system.stack;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The Node scripts, copied to the build folder, with what their lock file names installed there.
 */
public final class NodeProject {

    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final Path folder;

    private NodeProject(Path folder) {
        this.folder = folder;
    }

    /** Installs only where the lock file is not the one installed already. */
    public static NodeProject installed() throws IOException, InterruptedException {
        Path module = Project.module("system-tests");
        Path folder = module.resolve("target/node");
        Files.createDirectories(folder);
        try (DirectoryStream<Path> sources =
                Files.newDirectoryStream(module.resolve("src/test/node"))) {
            for (Path source : sources) {
                if (Files.isRegularFile(source)) {
                    Files.copy(
                            source,
                            folder.resolve(source.getFileName()),
                            StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
        var project = new NodeProject(folder);
        project.install();
        project.browserOpeners();
        return project;
    }

    private void install() throws IOException, InterruptedException {
        Path lock = folder.resolve("package-lock.json");
        Path stamp = folder.resolve("installed-package-lock.json");
        if (Files.exists(stamp) && Files.mismatch(lock, stamp) < 0) {
            return;
        }
        // no package of ours needs a script to be installed, and none may run one
        var npm =
                new ProcessBuilder(
                                "npm",
                                "ci",
                                "--ignore-scripts",
                                "--no-audit",
                                "--no-fund",
                                "--prefer-offline")
                        .directory(folder.toFile());
        ChildProcess ended = ChildProcess.run(npm, Map.of(), LIMIT);
        if (ended.status() != 0) {
            throw new IllegalStateException("npm ci failed:\n" + ended.output());
        }
        Files.copy(lock, stamp, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Whatever a client library opens "in the browser" is opened by our script. */
    private void browserOpeners() throws IOException {
        Path bin = Files.createDirectories(folder.resolve("bin"));
        for (String name : List.of("xdg-open", "open")) {
            Path opener = bin.resolve(name);
            Files.writeString(
                    opener,
                    "#!/bin/sh\nexec node '%s/open-browser.mjs' \"$1\"\n".formatted(folder));
            if (!opener.toFile().setExecutable(true)) {
                throw new IOException(opener + " cannot be made executable");
            }
        }
    }

    /** Runs a script against the stack to its end, which must be a good one. */
    public void run(RunningStack stack, String... script) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("node"));
        command.addAll(List.of(script));
        Map<String, String> environment =
                Map.of(
                        "ISSUER",
                        stack.issuer(),
                        "PERSON",
                        "alice@example.com",
                        "SCREENSHOTS",
                        folder.resolveSibling("screenshots").toString(),
                        "PATH",
                        folder.resolve("bin") + ":" + System.getenv("PATH"));
        var builder = new ProcessBuilder(command).directory(folder.toFile());
        ChildProcess ended = ChildProcess.run(builder, environment, LIMIT);
        System.out.println(ended.output());
        if (ended.status() != 0) {
            throw new AssertionError(ended.output());
        }
    }
}
