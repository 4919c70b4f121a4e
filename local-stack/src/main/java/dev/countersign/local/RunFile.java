package dev.countersign.local;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Properties;

/**
 * What {@code .local/run} says of one process. A pid alone may have been given to a stranger since;
 * pid and start time together name one process only.
 *
 * @param started as the system reports it
 * @param management the port of its health and metrics, where it has one
 * @param startUp from the start to the first sign of readiness; empty until then
 */
public record RunFile(
        String name,
        long pid,
        Instant started,
        int port,
        OptionalInt management,
        Optional<Duration> startUp) {

    static final String PARTIAL = ".partial";

    // the system counts from a boot time of whole seconds, which clock adjustments may shift
    private static final Duration TOLERANCE = Duration.ofSeconds(2);

    public static RunFile of(String name, ProcessHandle process, int port, OptionalInt management) {
        Instant started = process.info().startInstant().orElse(Instant.EPOCH);
        return new RunFile(name, process.pid(), started, port, management, Optional.empty());
    }

    public RunFile ready(Duration startUp) {
        return new RunFile(name, pid, started, port, management, Optional.of(startUp));
    }

    /** The very process that was recorded, if it still runs. */
    Optional<ProcessHandle> process() {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(this::startedThen);
    }

    private boolean startedThen(ProcessHandle process) {
        return process.info()
                .startInstant()
                .map(start -> Duration.between(started, start).abs().compareTo(TOLERANCE) <= 0)
                .orElse(false);
    }

    public void write(Path folder) throws IOException {
        Properties properties = new Properties();
        properties.setProperty("pid", Long.toString(pid));
        properties.setProperty("started", started.toString());
        properties.setProperty("port", Integer.toString(port));
        management.ifPresent(it -> properties.setProperty("management", Integer.toString(it)));
        startUp.ifPresent(it -> properties.setProperty("start-up", it.toString()));
        Path partial = folder.resolve(name + PARTIAL);
        try (Writer writer = Files.newBufferedWriter(partial)) {
            properties.store(writer, null);
        }
        Files.move(partial, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }

    static RunFile read(Path file) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        }
        String management = properties.getProperty("management");
        return new RunFile(
                file.getFileName().toString(),
                Long.parseLong(properties.getProperty("pid")),
                Instant.parse(properties.getProperty("started")),
                Integer.parseInt(properties.getProperty("port")),
                management == null
                        ? OptionalInt.empty()
                        : OptionalInt.of(Integer.parseInt(management)),
                Optional.ofNullable(properties.getProperty("start-up")).map(Duration::parse));
    }
}
