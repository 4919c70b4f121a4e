package dev.countersign.system.stack;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * A process that neither answers nor hangs up, with all its children, until it is thawed: the worst
 * way for a store to be away, for nothing says no.
 */
public final class Frozen implements AutoCloseable {

    private final List<ProcessHandle> family;

    private Frozen(List<ProcessHandle> family) {
        this.family = family;
    }

    public static Frozen freeze(ProcessHandle parent) throws IOException, InterruptedException {
        // first the parent, so that it starts nothing new
        signal("-STOP", parent);
        List<ProcessHandle> children = parent.descendants().toList();
        for (ProcessHandle child : children) {
            signal("-STOP", child);
        }
        return new Frozen(Stream.concat(children.stream(), Stream.of(parent)).toList());
    }

    @Override
    public void close() throws IOException, InterruptedException {
        for (ProcessHandle process : family) {
            signal("-CONT", process);
        }
    }

    private static void signal(String signal, ProcessHandle process)
            throws IOException, InterruptedException {
        ChildProcess.run(
                List.of("kill", signal, Long.toString(process.pid())), Duration.ofSeconds(5));
    }
}
