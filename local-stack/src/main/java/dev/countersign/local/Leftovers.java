package dev.countersign.local;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
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
        alive.forEach(file -> file.process().ifPresent(Leftovers::end));
        files.forEach(file -> run.forget(file.name()));
        return alive.stream().map(RunFile::name).toList();
    }

    static void end(ProcessHandle process) {
        List<ProcessHandle> family =
                Stream.concat(Stream.of(process), process.descendants()).toList();
        process.destroy();
        if (!ended(process, PATIENCE)) {
            family.forEach(ProcessHandle::destroyForcibly);
            ended(process, PATIENCE);
        }
    }

    static boolean ended(ProcessHandle process, Duration patience) {
        CompletableFuture<ProcessHandle> exit = process.onExit();
        exit.completeOnTimeout(process, patience.toMillis(), TimeUnit.MILLISECONDS).join();
        return !process.isAlive();
    }

    private static boolean isThisProcess(RunFile file) {
        return file.pid() == ProcessHandle.current().pid();
    }
}
