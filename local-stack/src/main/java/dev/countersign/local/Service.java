package dev.countersign.local;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One of the five services, run from its packaged form in a JVM of its own. */
final class Service implements Program {

    private static final Duration START_LIMIT = Duration.ofMinutes(2);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(15);

    private final String name;
    private final int port;
    private final int management;
    private final Path jar;
    private final Path log;
    private final List<String> jvmOptions;
    private final Map<String, String> environment;
    private volatile @Nullable Process process;

    Service(
            String name,
            int port,
            int management,
            Path jar,
            Path log,
            List<String> jvmOptions,
            Map<String, String> environment) {
        this.name = name;
        this.port = port;
        this.management = management;
        this.jar = jar;
        this.log = log;
        this.jvmOptions = jvmOptions;
        this.environment = environment;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public OptionalInt management() {
        return OptionalInt.of(management);
    }

    @Override
    public void start(Consumer<ProcessHandle> spawned) {
        // or a stranger's answer would be taken for ours
        PortOwner.requireFree(port, name);
        PortOwner.requireFree(management, "the management of " + name);
        Process started = launch();
        process = started;
        spawned.accept(started.toHandle());
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (!Health.ready(management)) {
            if (!started.isAlive()) {
                throw new LocalStackFailure(
                        "%s ended with status %d; its log, %s, ends:\n%s"
                                .formatted(name, started.exitValue(), log, LogText.tail(log)));
            }
            if (System.nanoTime() > deadline) {
                throw new LocalStackFailure(
                        "%s was not ready within %d s; its log, %s, ends:\n%s"
                                .formatted(name, START_LIMIT.toSeconds(), log, LogText.tail(log)));
            }
            Pause.of(Duration.ofMillis(200));
        }
    }

    @Override
    public void stop() {
        Process running = process;
        if (running == null) {
            return;
        }
        running.destroy();
        if (!Leftovers.ended(running.toHandle(), STOP_LIMIT)) {
            running.destroyForcibly().onExit().join();
        }
    }

    private Process launch() {
        ProcessBuilder builder =
                new ProcessBuilder(command())
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        try {
            Process started = builder.start();
            started.getOutputStream().close();
            return started;
        } catch (IOException e) {
            throw new LocalStackFailure(name + " cannot be started: " + e.getMessage(), e);
        }
    }

    private List<String> command() {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx256m",
                                "-XX:+UseSerialGC",
                                "-XX:+ExitOnOutOfMemoryError",
                                "-Xshare:auto",
                                "--enable-native-access=ALL-UNNAMED",
                                "--sun-misc-unsafe-memory-access=allow"));
        command.addAll(jvmOptions);
        command.addAll(List.of("-jar", jar.toString()));
        return command;
    }
}
