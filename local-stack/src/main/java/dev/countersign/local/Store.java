package dev.countersign.local;

import dev.countersign.embedded.Server;
import java.util.OptionalInt;
import java.util.function.Consumer;

/** PostgreSQL, Redis or Kafka. */
record Store(Server server) implements Program {

    @Override
    public String name() {
        return server.name();
    }

    @Override
    public int port() {
        return server.port();
    }

    @Override
    public OptionalInt management() {
        return OptionalInt.empty();
    }

    @Override
    public void start(Consumer<ProcessHandle> spawned) {
        server.start(spawned);
    }

    @Override
    public void stop() {
        server.stop();
    }
}
