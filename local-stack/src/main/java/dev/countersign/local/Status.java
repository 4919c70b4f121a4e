package dev.countersign.local;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

/** Shows each process of a stack: is it there, is it well, how long it took, what it holds. */
final class Status {

    private static final String ROW = "%-20s %8s %6s  %-10s %9s %9s%n";

    private final RunFolder run;
    private final PrintStream out;

    Status(Path state, PrintStream out) {
        this.run = new RunFolder(state.resolve("run"));
        this.out = out;
    }

    /**
     * @return 0 if all of it is well, 3 if not, as {@code systemctl status} does
     */
    int run() {
        List<RunFile> files = run.all();
        if (files.isEmpty()) {
            out.println("nothing is running");
            return 3;
        }
        out.printf(ROW, "NAME", "PID", "PORT", "HEALTH", "START-UP", "MEMORY");
        files.forEach(this::row);
        long total = files.stream().mapToLong(Status::memory).sum();
        out.printf(ROW, "", "", "", "", "", Text.megabytes(total));
        return files.stream().map(Status::health).allMatch("well"::equals) ? 0 : 3;
    }

    /** Whether the supervisor lives, whatever the state of what it supervises. */
    boolean running() {
        return run.find(RunFolder.SUPERVISOR).flatMap(RunFile::process).isPresent();
    }

    private void row(RunFile file) {
        out.printf(
                ROW,
                file.name().equals(RunFolder.SUPERVISOR) ? "gateway" : file.name(),
                file.pid(),
                file.port(),
                health(file),
                file.startUp().map(Text::seconds).orElse("-"),
                Text.megabytes(memory(file)));
    }

    private static String health(RunFile file) {
        if (file.process().isEmpty()) {
            return "gone";
        }
        boolean well =
                file.management().isPresent()
                        ? Health.ready(file.management().getAsInt())
                        : Health.listens(file.port());
        return well ? "well" : file.startUp().isPresent() ? "not ready" : "starting";
    }

    private static long memory(RunFile file) {
        return file.process().map(process -> memory(file, process)).orElse(0L);
    }

    /**
     * With its own children, as PostgreSQL has; but those of the supervisor have rows of theirs.
     */
    private static long memory(RunFile file, ProcessHandle process) {
        long own = ResidentMemory.of(process);
        return file.name().equals(RunFolder.SUPERVISOR)
                ? own
                : own + process.descendants().mapToLong(ResidentMemory::of).sum();
    }
}
