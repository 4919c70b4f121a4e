package dev.countersign.benchmarks.inventory;

import dev.countersign.embedded.Database;
import dev.countersign.store.config.StoreConfig;
import dev.countersign.store.inventory.GrantFilter;
import dev.countersign.store.inventory.GrantFilter.Holder;
import dev.countersign.store.inventory.Holders;
import dev.countersign.store.inventory.Holders.Found;
import dev.countersign.store.inventory.Inventory;
import dev.countersign.store.postgres.CountersignPool;
import dev.countersign.store.postgres.Postgres;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Asks for first pages, one after the other, through the classes of the server. */
final class Searches {

    private static final int PAGE = 50;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);
    private static final double PROMISED_MILLIS = 50;
    private static final StoreConfig CONFIG = () -> Duration.ofSeconds(2);

    private final Database database;
    private final Population population;
    private final Inventory inventory;
    private final Holders holders;

    Searches(Database database, Population population) {
        this.database = database;
        this.population = population;
        PgConnectOptions options =
                new PgConnectOptions()
                        .setHost("127.0.0.1")
                        .setPort(database.port())
                        .setDatabase(database.name())
                        .setUser(database.user())
                        .setPassword(database.password());
        Pool pool =
                new Pool(
                        PgBuilder.pool()
                                .with(
                                        CountersignPool.tuned(
                                                new PoolOptions().setMaxSize(1), CONFIG.timeout()))
                                .connectingTo(CountersignPool.tuned(options, CONFIG.timeout()))
                                .using(Vertx.vertx().getDelegate())
                                .build());
        Postgres postgres = new Postgres(pool, CONFIG);
        this.inventory = new Inventory(postgres);
        this.holders = new Holders(postgres);
    }

    /** The filter alone, and each pair of filters; the first of all is no filter at all. */
    private static List<Set<Searched>> combinations() {
        List<Set<Searched>> all = new ArrayList<>();
        all.add(EnumSet.noneOf(Searched.class));
        for (Searched one : Searched.values()) {
            all.add(EnumSet.of(one));
        }
        for (Searched one : Searched.values()) {
            for (Searched other : EnumSet.range(one, Searched.LAST_USED)) {
                if (one != other) {
                    all.add(EnumSet.of(one, other));
                }
            }
        }
        return all;
    }

    /**
     * Prints a line for each combination.
     *
     * @throws AssertionError if the p95 of one is over what is promised
     */
    void measure(int draws) throws SQLException {
        List<String> sessions = sessions();
        // the first calls plan, and bring the indexes into memory
        Draws warming = new Draws(population, sessions, Instant.now(), 7);
        for (int i = 0; i < 10; i++) {
            combinations().forEach(combination -> millis(combination, warming));
        }
        Draws drawn = new Draws(population, sessions, Instant.now(), 8);
        System.out.printf("%-28s %8s %8s %8s%n", "first page by", "p50 ms", "p95 ms", "max ms");
        List<String> broken = new ArrayList<>();
        for (Set<Searched> combination : combinations()) {
            double[] millis = new double[draws];
            for (int i = 0; i < draws; i++) {
                millis[i] = millis(combination, drawn);
            }
            Arrays.sort(millis);
            double p95 = millis[(int) Math.ceil(draws * 0.95) - 1];
            System.out.printf(
                    Locale.ROOT,
                    "%-28s %8.1f %8.1f %8.1f%n",
                    name(combination),
                    millis[draws / 2],
                    p95,
                    millis[draws - 1]);
            if (p95 > PROMISED_MILLIS) {
                broken.add(name(combination));
            }
        }
        if (!broken.isEmpty()) {
            throw new AssertionError("p95 over " + PROMISED_MILLIS + " ms: " + broken);
        }
    }

    private double millis(Set<Searched> combination, Draws draws) {
        GrantFilter filter = GrantFilter.ANY;
        for (Searched searched : combination) {
            filter = searched.narrow(filter, draws);
        }
        Optional<String> user =
                combination.contains(Searched.USER) ? Optional.of(draws.user()) : Optional.empty();
        long begin = System.nanoTime();
        search(user, filter);
        double millis = (System.nanoTime() - begin) / 1e6;
        if (millis > PROMISED_MILLIS && System.getProperty("slow") != null) {
            System.out.printf("  %.0f ms: %s %s%n", millis, user.orElse(""), filter);
        }
        return millis;
    }

    private void search(Optional<String> user, GrantFilter filter) {
        Optional<Found> found = user.map(it -> holders.find(it).await().atMost(LONGEST_WAIT));
        GrantFilter whole = filter;
        if (found.isPresent() && found.get() instanceof Found.These(var users)) {
            whole = filter.with(new Holder(Optional.of(users), filter.holder().session()));
        }
        inventory.page(whole, Optional.empty(), PAGE).await().atMost(LONGEST_WAIT);
    }

    private List<String> sessions() throws SQLException {
        List<String> sessions = new ArrayList<>();
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery(
                                """
                                select sid from grants tablesample system (0.1) repeatable (1)
                                where sid is not null limit 2000
                                """)) {
            while (rows.next()) {
                sessions.add(rows.getString(1));
            }
        }
        return sessions;
    }

    private static String name(Set<Searched> combination) {
        return combination.isEmpty()
                ? "nothing"
                : String.join(
                        " + ",
                        combination.stream()
                                .map(it -> it.name().toLowerCase(Locale.ROOT).replace('_', ' '))
                                .toList());
    }
}
