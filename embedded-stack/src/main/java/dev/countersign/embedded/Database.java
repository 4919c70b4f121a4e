package dev.countersign.embedded;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/** One database and the user that owns it. */
public record Database(int port, String name, String user, String password) {

    public String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + name;
    }

    public String reactiveUrl() {
        return "vertx-reactive:postgresql://127.0.0.1:" + port + "/" + name;
    }

    public Connection connect() throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.setProperty("connectTimeout", "5");
        return DriverManager.getConnection(jdbcUrl(), properties);
    }

    /**
     * Makes a database of that name on the same server, and an owner of that name, unless they
     * exist, and gives the owner this password. Only a superuser can.
     */
    public Database another(String name, String ownerPassword) {
        Database database = new Database(port, name, name, ownerPassword);
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            String role = identifier(name);
            if (isEmpty(statement, "select from pg_roles where rolname = " + literal(name))) {
                statement.execute("create role " + role + " login");
            }
            statement.execute("alter role " + role + " password " + literal(ownerPassword));
            if (isEmpty(statement, "select from pg_database where datname = " + literal(name))) {
                statement.execute("create database " + role + " owner " + role);
                statement.execute("revoke all on database " + role + " from public");
            }
            return database;
        } catch (SQLException e) {
            throw new ServerFailure("cannot make the database " + name, e);
        }
    }

    private static boolean isEmpty(Statement statement, String query) throws SQLException {
        try (var rows = statement.executeQuery(query)) {
            return !rows.next();
        }
    }

    private static String identifier(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    private static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    @Override
    public String toString() {
        return jdbcUrl() + " as " + user + ", password [redacted]";
    }
}
