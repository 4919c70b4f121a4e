package dev.countersign.system.stack;

import dev.countersign.local.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The supervisor as a child process, as {@code ./countersign up} runs it. */
final class StackProcess implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofMinutes(4);
    private static final Duration STOP_LIMIT = Duration.ofMinutes(1);

    private final Process supervisor;
    private final RunningStack running;

    private StackProcess(Process supervisor, RunningStack running) {
        this.supervisor = supervisor;
        this.running = running;
    }

    RunningStack running() {
        return running;
    }

    /** Returns when all of it is ready. */
    static StackProcess start() {
        Path target = Project.module("system-tests").resolve("target");
        Path state = target.resolve("stack");
        Path output = target.resolve("stack.log");
        Ports ports = Ports.anyFree();
        try {
            deleteTree(state);
            Process supervisor =
                    new ProcessBuilder(command(state, ports))
                            .redirectErrorStream(true)
                            .redirectOutput(output.toFile())
                            .start();
            var stack = new StackProcess(supervisor, new RunningStack(ports, state));
            // also where the session does not end in order
            Runtime.getRuntime().addShutdownHook(new Thread(stack::close, "end-the-stack"));
            stack.awaitReady(output);
            return stack;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static List<String> command(Path state, Ports ports) throws IOException {
        return List.of(
                Project.java(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Xmx256m",
                "-Dcountersign.embedded-stack.target="
                        + Project.module("embedded-stack").resolve("target"),
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                "-cp",
                Project.classPath("local-stack", "libs"),
                "dev.countersign.local.Main",
                "up",
                "--project",
                Project.root().toString(),
                "--state",
                state.toString(),
                "--base-port",
                Integer.toString(ports.gateway()),
                "--config",
                Project.module("system-tests")
                        .resolve("src/test/resources/system-tests.yaml")
                        .toString());
    }

    private void awaitReady(Path output) throws IOException {
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (!recordedReady()) {
            if (!supervisor.isAlive() || System.nanoTime() > deadline) {
                close();
                throw new IllegalStateException(
                        "the stack is not ready:\n" + Files.readString(output) + tails());
            }
            Pause.of(Duration.ofMillis(100));
        }
    }

    /** The supervisor writes how long it took when all is ready, and not before. */
    private boolean recordedReady() throws IOException {
        Path record = running.state().resolve("run").resolve("supervisor");
        return Files.exists(record) && Files.readString(record).contains("start-up");
    }

    /** The end of each log, for whoever reads the report of a failed run. */
    private String tails() throws IOException {
        Path logs = running.state().resolve("logs");
        if (!Files.isDirectory(logs)) {
            return "";
        }
        var tails = new ArrayList<String>();
        try (Stream<Path> files = Files.list(logs)) {
            for (Path log : files.sorted().toList()) {
                List<String> lines = Files.readAllLines(log);
                tails.add("== " + log.getFileName());
                tails.addAll(lines.subList(Math.max(0, lines.size() - 15), lines.size()));
            }
        }
        return String.join("\n", tails);
    }

    @Override
    public void close() {
        supervisor.destroy();
        try {
            if (!supervisor.waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                supervisor.descendants().forEach(ProcessHandle::destroyForcibly);
                supervisor.destroyForcibly();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void deleteTree(Path tree) throws IOException {
        if (!Files.exists(tree)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(tree)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
