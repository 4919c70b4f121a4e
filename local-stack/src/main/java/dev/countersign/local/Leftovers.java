package dev.countersign.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** Processes of an earlier run whose supervisor did not live to end them. */
final class Leftovers {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final RunFolder run;

    Leftovers(RunFolder run) {
        this.run = run;
    }

    /**
     * Ends them, the last started first, and forgets them.
     *
     * @return their names
     */
    List<String> end() {
        List<RunFile> files =
                run.all().reversed().stream().filter(file -> !isThisProcess(file)).toList();
        List<RunFile> alive = files.stream().filter(file -> file.process().isPresent()).toList();
        // the stores last: PostgreSQL, for one, waits for its clients to leave
        endAll(alive.stream().filter(file -> file.management().isPresent()));
        endAll(alive.stream().filter(file -> file.management().isEmpty()));
        files.forEach(file -> run.forget(file.name()));
        return alive.stream().map(RunFile::name).toList();
    }

    private static void endAll(Stream<RunFile> files) {
        CompletableFuture.allOf(
                        files.flatMap(file -> file.process().stream())
                                .map(it -> CompletableFuture.runAsync(() -> end(it)))
                                .toArray(CompletableFuture[]::new))
                .join();
    }

    private static void end(ProcessHandle process) {
        List<ProcessHandle> family =
                Stream.concat(Stream.of(process), process.descendants()).toList();
        process.destroy();
        if (!ended(process, PATIENCE)) {
            family.forEach(ProcessHandle::destroyForcibly);
            ended(process, PATIENCE);
        }
    }

    /** Waits for the end of a process, which need not be a child of ours. */
    static boolean ended(ProcessHandle process, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (runs(process)) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            Pause.of(Duration.ofMillis(20));
        }
        return true;
    }

    /** A process that ended may stay as a zombie where nobody asks for its status. */
    private static boolean runs(ProcessHandle process) {
        if (!process.isAlive()) {
            return false;
        }
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
            return stat.charAt(stat.lastIndexOf(')') + 2) != 'Z';
        } catch (IOException goneOrNotLinux) {
            return process.isAlive();
        }
    }

    private static boolean isThisProcess(RunFile file) {
        return file.pid() == ProcessHandle.current().pid();
    }
}
