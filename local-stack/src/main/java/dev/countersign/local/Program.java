package dev.countersign.local;

import java.util.OptionalInt;
import java.util.function.Consumer;

/** Something the supervisor keeps running as a child process. */
sealed interface Program permits Store, Service {

    String name();

    int port();

    /** The port of its health and metrics. */
    OptionalInt management();

    /**
     * Starts the process and returns once it is ready for work.
     *
     * @param spawned is told of the process at once, so that it is on record however this ends
     */
    void start(Consumer<ProcessHandle> spawned);

    void stop();
}
