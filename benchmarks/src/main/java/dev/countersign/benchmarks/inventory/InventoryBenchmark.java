package dev.countersign.benchmarks.inventory;

import dev.countersign.benchmarks.Benchmark;
import dev.countersign.benchmarks.Options;
import dev.countersign.embedded.Database;
import dev.countersign.embedded.Durability;
import dev.countersign.embedded.FreePorts;
import dev.countersign.embedded.PostgresServer;
import dev.countersign.schema.Migrations;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;

/**
 * The first page of each filter and each pair of filters, at ten million grants.
 *
 * <p>{@code --grants N} for another size; {@code --folder F} keeps the store there, and uses it
 * again as it is when it has been filled; {@code --draws N} values are drawn for each of them.
 */
public final class InventoryBenchmark implements Benchmark {

    private static final int DRAWS = 40;
    private static final String PASSWORD = "of-a-server-on-the-loopback-for-a-measurement";

    @Override
    public void run(Options options) throws Exception {
        int grants = options.number("grants", 10_000_000);
        Path folder =
                Path.of(
                                options.text("folder")
                                        .orElse("target/inventory-" + System.currentTimeMillis()))
                        .toAbsolutePath();
        Files.createDirectories(folder);
        PostgresServer server =
                new PostgresServer(
                        folder.resolve("postgres"),
                        folder.resolve("postgres.log"),
                        FreePorts.next(),
                        PASSWORD,
                        Durability.DURABLE);
        Runtime.getRuntime().addShutdownHook(new Thread(server::stop, "postgres"));
        server.start();
        Database database = server.database("countersign", PASSWORD);
        Population population = new Population(grants / 10);
        if (!Files.exists(folder.resolve("filled"))) {
            tune(server);
            Migrations.apply(database.jdbcUrl(), database.user(), database.password());
            Instant begin = Instant.now();
            new Filling(database, population, begin).fill(grants);
            System.out.printf(
                    "filled with %,d grants in %s%n",
                    grants, Duration.between(begin, Instant.now()));
            Files.createFile(folder.resolve("filled"));
        }
        new Searches(database, population).measure(options.number("draws", DRAWS));
    }

    /**
     * As a server of this size would be set: fewer checkpoints while it fills, room for indexes.
     */
    private static void tune(PostgresServer server) throws Exception {
        Database superuser = new Database(server.port(), "postgres", "postgres", PASSWORD);
        try (Connection connection = superuser.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("alter system set max_wal_size = '8GB'");
            statement.execute("alter system set shared_buffers = '2GB'");
        }
        server.stop();
        server.start();
    }
}
