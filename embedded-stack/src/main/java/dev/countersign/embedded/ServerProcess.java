package dev.countersign.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The child process behind a {@link Server}: started, watched until it is ready, and ended. */
final class ServerProcess {

    private static final Duration START_LIMIT = Duration.ofMinutes(1);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(20);
    private static final int LOG_TAIL = 2000;

    private final String name;
    private final Path log;
    private @Nullable Process process;
    private long logOffset;

    ServerProcess(String name, Path log) {
        this.name = name;
        this.log = log;
    }

    /** Asked again and again until it says yes; must not throw for a server that is not there. */
    interface Readiness {
        boolean ready();
    }

    synchronized void start(
            List<String> command, Consumer<ProcessHandle> spawned, Readiness readiness) {
        if (process != null && process.isAlive()) {
            throw new IllegalStateException(name + " is running already");
        }
        try {
            Files.createDirectories(log.toAbsolutePath().getParent());
            logOffset = Files.exists(log) ? Files.size(log) : 0;
            process =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                            .start();
            spawned.accept(process.toHandle());
            process.getOutputStream().close();
        } catch (IOException e) {
            throw new ServerFailure(name + " cannot be started: " + e.getMessage(), e);
        }
        awaitReady(process, readiness);
    }

    private void awaitReady(Process started, Readiness readiness) {
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (!readiness.ready()) {
            if (!started.isAlive()) {
                throw new ServerFailure(
                        name + " ended with status " + started.exitValue() + ":\n" + logTail());
            }
            if (System.nanoTime() > deadline) {
                started.destroyForcibly();
                throw new ServerFailure(
                        name + " was not ready within " + START_LIMIT + ":\n" + logTail());
            }
            pause();
        }
    }

    /** Whether the log has shown this text since the last start. */
    boolean logged(String text) {
        return logSinceStart().contains(text);
    }

    /** Ends the process by what {@code request} does, or by force when that takes too long. */
    synchronized void stop(Runnable request) {
        if (process == null || !process.isAlive()) {
            return;
        }
        request.run();
        try {
            if (!process.waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                kill();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            kill();
        }
    }

    synchronized void kill() {
        if (process == null) {
            return;
        }
        // first the parent, so that it starts nothing new; children of its own hold the data open
        List<ProcessHandle> family = process.descendants().toList();
        process.destroyForcibly();
        family.forEach(ProcessHandle::destroyForcibly);
        process.onExit().join();
        family.forEach(child -> child.onExit().join());
    }

    synchronized Process process() {
        if (process == null) {
            throw new IllegalStateException(name + " was not started");
        }
        return process;
    }

    private String logTail() {
        String text = logSinceStart();
        return text.substring(Math.max(0, text.length() - LOG_TAIL));
    }

    private String logSinceStart() {
        try {
            byte[] bytes = Files.readAllBytes(log);
            int from = (int) Math.min(logOffset, bytes.length);
            return new String(bytes, from, bytes.length - from, StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }

    private static void pause() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServerFailure("interrupted while a server was starting", e);
        }
    }
}
