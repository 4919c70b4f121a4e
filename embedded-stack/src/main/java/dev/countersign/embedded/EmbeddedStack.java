package dev.countersign.embedded;

import dev.countersign.schema.Migrations;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * The stores of one test: started together on free ports, taken away and given back one by one, and
 * gone with their data when the test ends, or the JVM. Logs stay under {@code
 * target/embedded-stack/}.
 */
public final class EmbeddedStack implements AutoCloseable {

    private final Path folder;
    private final Durability durability;
    private final Set<Component> started = EnumSet.noneOf(Component.class);
    private final PostgresServer postgres;
    private final RedisServer redis;
    private final KafkaServer kafka;
    private final String countersignPassword = Secrets.password();
    private final String sampleApiPassword = Secrets.password();

    private EmbeddedStack(Path folder, Durability durability) {
        this.folder = folder;
        this.durability = durability;
        this.postgres =
                new PostgresServer(
                        folder.resolve("postgres"),
                        folder.resolve("postgres.log"),
                        FreePorts.next(),
                        isPrepared() ? PreparedPostgres.password() : Secrets.password(),
                        durability);
        this.redis =
                new RedisServer(
                        folder.resolve("redis"),
                        folder.resolve("redis.log"),
                        FreePorts.next(),
                        Secrets.password(),
                        durability);
        this.kafka =
                new KafkaServer(
                        folder.resolve("kafka"),
                        folder.resolve("kafka.log"),
                        FreePorts.next(),
                        FreePorts.next(),
                        durability);
    }

    /** Starts PostgreSQL, Redis and Kafka; PostgreSQL with both databases, one of them migrated. */
    public static EmbeddedStack start() {
        return start(EnumSet.allOf(Component.class));
    }

    public static EmbeddedStack start(Component first, Component... others) {
        return start(EnumSet.of(first, others));
    }

    /** Stores that write to the disk as in production: for measurements. */
    public static EmbeddedStack startDurable(Component first, Component... others) {
        EmbeddedStack stack = unstarted(Durability.DURABLE);
        stack.need(EnumSet.of(first, others));
        return stack;
    }

    private static EmbeddedStack start(Set<Component> components) {
        EmbeddedStack stack = unstarted();
        stack.need(components);
        return stack;
    }

    /** A stack of which nothing runs yet. */
    static EmbeddedStack unstarted() {
        return unstarted(Durability.PROCESS_ONLY);
    }

    private static EmbeddedStack unstarted(Durability durability) {
        EmbeddedStack stack = new EmbeddedStack(newFolder(), durability);
        Runtime.getRuntime().addShutdownHook(new Thread(stack::close, "embedded-stack"));
        return stack;
    }

    /** Starts those of the components that were not started before. */
    synchronized void need(Set<Component> components) {
        Set<Component> missing = EnumSet.copyOf(components);
        missing.removeAll(started);
        if (isPrepared()) {
            missing.forEach(this::prepare);
        }
        CompletableFuture.allOf(
                        missing.stream()
                                .map(this::server)
                                .map(server -> CompletableFuture.runAsync(server::start))
                                .toArray(CompletableFuture[]::new))
                .join();
        started.addAll(missing);
        if (missing.contains(Component.POSTGRES)) {
            postgres.database("sample_api", sampleApiPassword);
            Database database = postgres.database("countersign", countersignPassword);
            if (!isPrepared()) {
                Migrations.apply(database.jdbcUrl(), database.user(), database.password());
            }
        }
    }

    private void prepare(Component component) {
        switch (component) {
            case POSTGRES -> PreparedPostgres.copyTo(folder.resolve("postgres"));
            case KAFKA -> PreparedKafka.copyTo(folder.resolve("kafka"));
            case REDIS -> {}
        }
    }

    /** What is measured begins as in production, and what is tested begins soon. */
    private boolean isPrepared() {
        return durability == Durability.PROCESS_ONLY;
    }

    public PostgresServer postgres() {
        return postgres;
    }

    public RedisServer redis() {
        return redis;
    }

    public KafkaServer kafka() {
        return kafka;
    }

    /** The database of the server itself, at the version of this build. */
    public Database countersign() {
        return new Database(postgres.port(), "countersign", "countersign", countersignPassword);
    }

    /** The database of the sample API, empty at first. */
    public Database sampleApi() {
        return new Database(postgres.port(), "sample_api", "sample_api", sampleApiPassword);
    }

    /** A folder for files of this stack: key files, for one. */
    Path folder() {
        return folder;
    }

    @Override
    public void close() {
        for (Component component : Component.values()) {
            Server server = server(component);
            server.kill();
            try {
                Trees.delete(folder.resolve(server.name()));
            } catch (IOException leftForMavenClean) {
                // a test's verdict does not depend on it
            }
        }
    }

    Server server(Component component) {
        return switch (component) {
            case POSTGRES -> postgres;
            case REDIS -> redis;
            case KAFKA -> kafka;
        };
    }

    private static Path newFolder() {
        try {
            Path parent = Path.of("target", "embedded-stack");
            Files.createDirectories(parent);
            return Files.createTempDirectory(parent, "stack-").toAbsolutePath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
