package dev.countersign.system.stack;

import dev.countersign.embedded.Database;
import dev.countersign.local.Ports;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;

/** A stack that is ready: where it answers, and where it keeps its state. */
public record RunningStack(Ports ports, Path state) {

    private static final Duration LOGGED = Duration.ofSeconds(5);

    /** As whoever started it wrote it down. */
    public String issuer() {
        try {
            return Files.readString(state.resolve("issuer"));
        } catch (IOException absent) {
            throw new UncheckedIOException(absent);
        }
    }

    public URI at(String path) {
        return URI.create(issuer() + path);
    }

    /** A store or a service, by its name in the run folder; of a container, its main process. */
    public ProcessHandle process(String name) {
        long pid = Long.parseLong(run(name).getProperty("pid"));
        return ProcessHandle.of(pid)
                .orElseThrow(() -> new IllegalStateException(name + " does not run"));
    }

    public int port(String name) {
        return Integer.parseInt(run(name).getProperty("port"));
    }

    /** A secret that the stack generated for itself. */
    public String secret(String name) {
        try {
            return Files.readString(secretFile(name)).strip();
        } catch (IOException absent) {
            throw new UncheckedIOException(absent);
        }
    }

    public Path secretFile(String name) {
        return state.resolve("secrets").resolve(name);
    }

    /** A change by hand. */
    public void sql(String statement) throws SQLException {
        var database =
                new Database(
                        port("postgres"),
                        "countersign",
                        "countersign",
                        secret("countersign-password"));
        try (Connection connection = database.connect();
                Statement open = connection.createStatement()) {
            open.execute(statement);
        }
    }

    /** What {@code ./countersign logs TEXT} finds. */
    public List<String> logLines(String text) {
        try (Stream<Path> logs = Files.list(state.resolve("logs"))) {
            return logs.flatMap(RunningStack::lines).filter(line -> line.contains(text)).toList();
        } catch (IOException absent) {
            throw new UncheckedIOException(absent);
        }
    }

    /** The same of a line that is being written: a container's log is followed, a moment behind. */
    public List<String> awaitedLogLines(String text) throws Exception {
        return Eventually.within(LOGGED, () -> logLines(text), lines -> !lines.isEmpty());
    }

    private static Stream<String> lines(Path log) {
        try {
            return Files.readAllLines(log).stream();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private Properties run(String name) {
        var properties = new Properties();
        try (Reader reader = Files.newBufferedReader(state.resolve("run").resolve(name))) {
            properties.load(reader);
            return properties;
        } catch (IOException absent) {
            throw new UncheckedIOException(absent);
        }
    }
}
