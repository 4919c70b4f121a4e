package dev.countersign.system.stack;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Apache as a child process, with a configuration of the tests and its files below the build
 * folder: nothing of the system's own configuration is read, and no service of the system runs.
 */
public final class Apache implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofSeconds(20);

    private final Process process;
    private final Path errors;

    private Apache(Process process, Path errors) {
        this.process = process;
        this.errors = errors;
    }

    /**
     * Returns when it listens.
     *
     * @param environment what the configuration refers to, and all that the process sees
     */
    public static Apache start(int port, Map<String, String> environment) throws Exception {
        Path module = Project.module("system-tests");
        Path folder = Files.createDirectories(module.resolve("target/apache"));
        Path errors = folder.resolve("error.log");
        Files.deleteIfExists(errors);
        var builder =
                new ProcessBuilder(
                        setting("APACHE", "/usr/sbin/apache2"),
                        "-d",
                        folder.toString(),
                        "-f",
                        module.resolve("src/test/apache/httpd.conf").toString(),
                        "-DFOREGROUND");
        var visible = new HashMap<>(environment);
        visible.put("MODULES", setting("APACHE_MODULES", "/usr/lib/apache2/modules"));
        builder.environment().clear();
        builder.environment().putAll(visible);
        Path output = folder.resolve("output.log");
        Process process = builder.redirectErrorStream(true).redirectOutput(output.toFile()).start();
        var apache = new Apache(process, errors);
        try {
            Eventually.within(START_LIMIT, () -> apache.listens(port, output), listens -> listens);
            return apache;
        } catch (Exception | AssertionError notListening) {
            apache.close();
            throw notListening;
        }
    }

    private static String setting(String name, String otherwise) {
        return System.getenv().getOrDefault(name, otherwise);
    }

    private boolean listens(int port, Path output) throws IOException {
        if (!process.isAlive()) {
            throw new IllegalStateException("Apache ended: " + Files.readString(output));
        }
        try (Socket socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    /** What it and its modules have said. */
    public String errors() throws IOException {
        return Files.readString(errors);
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
