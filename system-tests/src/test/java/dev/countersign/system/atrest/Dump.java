package dev.countersign.system.atrest;

import dev.countersign.embedded.Database;
import dev.countersign.system.stack.RedisConnection;
import dev.countersign.system.stack.RunningStack;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * Every field of every table, every key and value of Redis, every record of Kafka, every line of
 * every log. There are no traces: no service has an exporter of them.
 */
record Dump(List<Found> found) {

    /**
     * @param place what it is one of many of: a column, a kind of key, a topic, a log
     */
    record Found(String place, String text) {}

    static Dump of(RunningStack stack) throws Exception {
        var dump = new Dump(new ArrayList<>());
        dump.postgres(stack, "countersign", "countersign-password");
        dump.postgres(stack, "sample_api", "sample-api-password");
        try (var redis = new RedisConnection(stack)) {
            for (String key : redis.keys()) {
                String kind = key.replaceAll("[:{].*", "");
                dump.add("redis key " + kind, key);
                redis.contents(key).forEach(it -> dump.add("redis value " + kind, it));
            }
        }
        Topics.records(stack, (topic, text) -> dump.add("kafka " + topic, text));
        dump.logs(stack.state().resolve("logs"));
        return dump;
    }

    private void add(String place, String text) {
        found.add(new Found(place, text));
    }

    private void postgres(RunningStack stack, String name, String secret) throws SQLException {
        var database = new Database(stack.port("postgres"), name, name, stack.secret(secret));
        try (Connection connection = database.connect()) {
            for (String table : tables(connection)) {
                try (Statement statement = connection.createStatement();
                        ResultSet rows = statement.executeQuery("select * from \"" + table + '"')) {
                    // a partition is a piece of its table
                    addRows(name + "." + table.replaceAll("_\\d{4}w\\d{2}$", ""), rows);
                }
            }
        }
    }

    private static List<String> tables(Connection connection) throws SQLException {
        var tables = new ArrayList<String>();
        try (Statement statement = connection.createStatement();
                ResultSet names =
                        statement.executeQuery(
                                """
                                select relname from pg_class where relkind = 'r'
                                  and relnamespace = 'public'::regnamespace
                                """)) {
            while (names.next()) {
                tables.add(names.getString(1));
            }
        }
        return tables;
    }

    private void addRows(String table, ResultSet rows) throws SQLException {
        var columns = rows.getMetaData();
        while (rows.next()) {
            for (int i = 1; i <= columns.getColumnCount(); i++) {
                boolean bytes = columns.getColumnType(i) == Types.BINARY;
                if (rows.getObject(i) != null) {
                    add(
                            table + "." + columns.getColumnName(i),
                            bytes ? HexFormat.of().formatHex(rows.getBytes(i)) : rows.getString(i));
                }
            }
        }
    }

    private void logs(Path folder) throws Exception {
        try (Stream<Path> logs = Files.list(folder)) {
            for (Path log : logs.toList()) {
                String text = Files.readString(log, StandardCharsets.ISO_8859_1);
                text.lines().forEach(line -> add("log " + log.getFileName(), line));
            }
        }
    }
}
