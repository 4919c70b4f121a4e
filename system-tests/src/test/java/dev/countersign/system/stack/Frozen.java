package dev.countersign.system.stack;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * A process that neither answers nor hangs up, with all its children, until it is thawed: the worst
 * way for a store to be away, for nothing says no.
 */
public final class Frozen {

    private Frozen() {}

    /** What is done while the process is away. */
    public interface Absence {
        void pass() throws Exception;
    }

    public static void during(ProcessHandle parent, Absence absence) throws Exception {
        // first the parent, so that it starts nothing new
        signal("-STOP", parent);
        List<ProcessHandle> children = parent.descendants().toList();
        try {
            for (ProcessHandle child : children) {
                signal("-STOP", child);
            }
            absence.pass();
        } finally {
            for (ProcessHandle child : children) {
                signal("-CONT", child);
            }
            signal("-CONT", parent);
        }
    }

    private static void signal(String signal, ProcessHandle process)
            throws IOException, InterruptedException {
        ChildProcess.run(
                List.of("kill", signal, Long.toString(process.pid())), Duration.ofSeconds(5));
    }
}
