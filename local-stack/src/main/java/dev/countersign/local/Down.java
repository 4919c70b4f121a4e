package dev.countersign.local;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Ends a stack: through its supervisor if that lives, by the run files if it does not. */
final class Down {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final RunFolder run;
    private final PrintStream out;

    Down(Path state, PrintStream out) {
        this.run = new RunFolder(state.resolve("run"));
        this.out = out;
    }

    int run() {
        Optional<ProcessHandle> supervisor =
                run.find(RunFolder.SUPERVISOR).flatMap(RunFile::process);
        supervisor.ifPresent(this::end);
        List<String> left = new Leftovers(run).end();
        if (!left.isEmpty()) {
            out.println("ended what was left: " + String.join(", ", left));
        } else if (supervisor.isEmpty()) {
            out.println("nothing is running");
        }
        return 0;
    }

    private void end(ProcessHandle supervisor) {
        out.println("stopping");
        supervisor.destroy();
        if (Leftovers.ended(supervisor, PATIENCE)) {
            out.println("stopped");
        } else {
            out.println("the supervisor does not stop: killing it");
            supervisor.destroyForcibly();
            Leftovers.ended(supervisor, PATIENCE);
        }
    }
}
