package dev.countersign.system.stack;

import dev.countersign.embedded.Trees;
import dev.countersign.local.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** The supervisor as a child process, as {@code ./countersign up} runs it. */
public final class StackProcess implements TestedStack {

    private static final Duration START_LIMIT = Duration.ofMinutes(4);
    private static final Duration STOP_LIMIT = Duration.ofMinutes(1);

    private final Process supervisor;
    private final RunningStack running;

    private StackProcess(Process supervisor, RunningStack running) {
        this.supervisor = supervisor;
        this.running = running;
    }

    @Override
    public RunningStack running() {
        return running;
    }

    /** With the people and applications of the tests. Returns when all of it is ready. */
    static StackProcess start() {
        Path declared =
                Project.module("system-tests").resolve("src/test/resources/system-tests.yaml");
        return start("stack", "--config", declared.toString());
    }

    /**
     * One of its own, besides the one that all share.
     *
     * @param name of its folder
     * @param options of {@code up}
     */
    public static StackProcess start(String name, String... options) {
        return startIn(ports -> Map.of(), name, options);
    }

    /**
     * One of its own whose services have more settings, as environment variables.
     *
     * @param settings by the ports that it gets
     */
    public static StackProcess startIn(
            Function<Ports, Map<String, String>> settings, String name, String... options) {
        Path target = Project.module("system-tests").resolve("target");
        Path state = target.resolve(name);
        Path output = target.resolve(name + ".log");
        Ports ports = Ports.anyFree();
        try {
            Trees.delete(state);
            ProcessBuilder up =
                    new ProcessBuilder(command(state, ports, options))
                            .redirectErrorStream(true)
                            .redirectOutput(output.toFile());
            up.environment().putAll(settings.apply(ports));
            Process supervisor = up.start();
            var stack = new StackProcess(supervisor, new RunningStack(ports, state));
            // also where the session does not end in order
            Runtime.getRuntime().addShutdownHook(new Thread(stack::close, "end-the-stack"));
            stack.awaitReady(output);
            return stack;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static List<String> command(Path state, Ports ports, String... options)
            throws IOException {
        var command = new ArrayList<>(command(state, ports));
        command.addAll(List.of(options));
        return command;
    }

    private static List<String> command(Path state, Ports ports) throws IOException {
        return List.of(
                Project.java(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
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
                Integer.toString(ports.gateway()));
    }

    private void awaitReady(Path output) throws IOException {
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (!recordedReady()) {
            if (!supervisor.isAlive() || System.nanoTime() > deadline) {
                close();
                throw new IllegalStateException(
                        "the stack is not ready:\n"
                                + Files.readString(output)
                                + LogTails.of(running.state().resolve("logs")));
            }
            Pause.of(Duration.ofMillis(100));
        }
    }

    /** The supervisor writes how long it took when all is ready, and not before. */
    private boolean recordedReady() throws IOException {
        Path record = running.state().resolve("run").resolve("supervisor");
        return Files.exists(record) && Files.readString(record).contains("start-up");
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
}
