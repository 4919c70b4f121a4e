package dev.countersign.embedded;

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

    /**
     * The running process.
     *
     * @throws IllegalStateException if it was never started
     */
    ProcessHandle process();
}
