package dev.countersign.embedded;

import java.util.List;
import java.util.function.Consumer;

/** One store that runs as a child process and keeps port and data over any end of that process. */
public sealed interface Server permits PostgresServer, RedisServer, KafkaServer {

    String name();

    int port();

    default void start() {
        start(spawned -> {});
    }

    /**
     * Starts the process, on a fresh data directory or on the one it left, and returns once it
     * answers.
     *
     * @param spawned is told of the process as soon as there is one, long before it answers
     * @throws ServerFailure if it does not come up; the message ends with its last lines of log
     */
    void start(Consumer<ProcessHandle> spawned);

    /** Ends the process in order, so that the next start has nothing to recover. */
    void stop();

    /** Ends the process as a crash would, at once. */
    void kill();

    /** Lets the process stand still, as one that hangs: whoever calls it waits for an answer. */
    default void freeze() {
        // first the parent, so that it starts nothing new
        signal("-STOP", process());
        process().descendants().toList().forEach(child -> signal("-STOP", child));
    }

    /** Lets a process that stood still go on. */
    default void thaw() {
        // last the parent: until it goes on no child is gone, not even one that has ended
        process().descendants().toList().forEach(child -> signal("-CONT", child));
        signal("-CONT", process());
    }

    private static void signal(String signal, ProcessHandle process) {
        Commands.run(List.of("kill", signal, Long.toString(process.pid())));
    }

    /**
     * The running process.
     *
     * @throws IllegalStateException if it was never started
     */
    ProcessHandle process();
}
