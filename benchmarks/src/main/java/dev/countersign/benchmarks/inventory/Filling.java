package dev.countersign.benchmarks.inventory;

import dev.countersign.benchmarks.inventory.Population.App;
import dev.countersign.benchmarks.inventory.Population.Shape;
import dev.countersign.embedded.Database;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/**
 * Fills an empty store by COPY. The indexes are made when the rows are there, by their own
 * definitions; that takes a fraction of the time.
 */
final class Filling {

    private static final int WRITERS = 2;

    private final Database database;
    private final Population population;
    private final Instant now;

    Filling(Database database, Population population, Instant now) {
        this.database = database;
        this.population = population;
        this.now = now;
    }

    void fill(int grants) throws Exception {
        people();
        registrations();
        List<String> indexes = dropIndexes();
        execute(
                "select make_grant_partitions(now() - interval '31 days', now() + interval '54"
                        + " weeks')");
        long[] issues = GrantRows.issues(population, grants, now);
        inParallel(
                IntStream.range(0, WRITERS)
                        .<Callable<Void>>mapToObj(writer -> () -> copy(issues, writer))
                        .toList());
        inParallel(indexes.stream().<Callable<Void>>map(index -> () -> execute(index)).toList());
        shapes();
        execute("vacuum (analyze) grants", "vacuum (analyze) users", "analyze");
    }

    private Void copy(long[] issues, int writer) throws SQLException, IOException {
        try (Connection connection = database.connect();
                CopyRows rows = new CopyRows(connection, "grants", GrantRows.COLUMNS)) {
            GrantRows grants = new GrantRows(population, now, writer);
            for (int i = writer; i < issues.length; i += WRITERS) {
                grants.write(rows, issues[i]);
            }
        }
        return null;
    }

    private void people() throws SQLException, IOException {
        try (Connection connection = database.connect();
                CopyRows rows =
                        new CopyRows(
                                connection,
                                "users",
                                "id, email, given_name, family_name, password_hash")) {
            for (int person = 0; person < population.people(); person++) {
                rows.row(5);
                rows.uuid(Population.personId(person));
                rows.text(Population.email(person));
                rows.text(Population.givenName(person));
                rows.text(Population.familyName(person));
                rows.text("-");
            }
        }
    }

    private void registrations() throws SQLException, IOException {
        try (Connection connection = database.connect()) {
            try (CopyRows rows = new CopyRows(connection, "apis", "identifier, name")) {
                for (int api = 0; api < Population.APIS; api++) {
                    rows.row(2);
                    rows.text(Population.api(api));
                    rows.text("API " + api);
                }
            }
            try (CopyRows rows = new CopyRows(connection, "api_scopes", "api, name, sentence")) {
                for (int api = 0; api < Population.APIS; api++) {
                    for (String scope : Population.scopes(api)) {
                        rows.row(3);
                        rows.text(Population.api(api));
                        rows.text(scope);
                        rows.text("Use " + scope);
                    }
                }
            }
            try (CopyRows rows =
                    new CopyRows(connection, "applications", "client_id, name, type, scopes")) {
                for (App app : population.apps()) {
                    rows.row(4);
                    rows.text(app.id());
                    rows.text("Application " + app.id());
                    rows.text("native");
                    rows.bytes(CopyRows.texts(scopes(app)));
                }
            }
        }
    }

    private static String[] scopes(App app) {
        Set<String> scopes = new LinkedHashSet<>();
        app.shapes().forEach(shape -> scopes.addAll(shape.scopes()));
        return scopes.toArray(String[]::new);
    }

    /** The dictionary, which the statement that inserts a grant writes in the running server. */
    private void shapes() throws SQLException, IOException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "create temporary table used (client_id text, scopes text[], audiences text[],"
                            + " hours int)");
            try (CopyRows rows =
                    new CopyRows(connection, "used", "client_id, scopes, audiences, hours")) {
                for (App app : population.apps()) {
                    for (Shape shape : app.shapes()) {
                        rows.row(4);
                        rows.text(app.id());
                        rows.bytes(shape.scopeArray());
                        rows.bytes(shape.apiArray());
                        rows.number((int) app.lifetime().toHours() + 1);
                    }
                }
            }
            statement.execute(
                    """
                    insert into grant_shapes
                    select grant_shape(client_id, scopes, audiences), client_id, scopes, audiences,
                      hours * interval '1 hour'
                    from used
                    on conflict do nothing
                    """);
        }
    }

    /** Drops what is no key, and answers with the statements that make it again. */
    private List<String> dropIndexes() throws SQLException {
        List<String> definitions = new ArrayList<>();
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                Statement drops = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery(
                                """
                                select indexname, indexdef from pg_indexes
                                where tablename = 'grants' and indexname <> 'grants_pkey'
                                """)) {
            while (rows.next()) {
                definitions.add(rows.getString("indexdef").replace(" ON ONLY ", " ON "));
                drops.execute("drop index " + rows.getString("indexname"));
            }
        }
        return definitions;
    }

    private Void execute(String... sql) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("set maintenance_work_mem = '512MB'");
            for (String each : sql) {
                statement.execute(each);
            }
        }
        return null;
    }

    private static void inParallel(List<Callable<Void>> works) throws Exception {
        try (ExecutorService workers = Executors.newFixedThreadPool(WRITERS)) {
            for (Future<Void> work : workers.invokeAll(works)) {
                work.get();
            }
        }
    }
}
