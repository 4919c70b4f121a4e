package dev.countersign.schema;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Which database is migrated, and as whom. */
record MigrationSettings(String jdbcUrl, String user, String password) {

    /** Where the database is: {@code jdbc:postgresql://host:5432/countersign}. */
    private static final String JDBC_URL = "COUNTERSIGN_JDBC_URL";

    /** Who owns its tables. */
    private static final String USER = "COUNTERSIGN_DB_USER";

    /** That user's password, unless a file has it. */
    private static final String PASSWORD = "COUNTERSIGN_DB_PASSWORD";

    /** A file with nothing but the password. */
    private static final String PASSWORD_FILE = "COUNTERSIGN_DB_PASSWORD_FILE";

    /**
     * As the environment says.
     *
     * @throws IllegalStateException if a variable is missing; it names it
     * @throws IOException if the password's file cannot be read
     */
    static MigrationSettings of(Map<String, String> environment) throws IOException {
        return new MigrationSettings(
                required(JDBC_URL, environment),
                required(USER, environment),
                password(environment));
    }

    private static String password(Map<String, String> environment) throws IOException {
        String file = environment.getOrDefault(PASSWORD_FILE, "");
        return file.isBlank()
                ? required(PASSWORD, environment)
                : Files.readString(Path.of(file)).strip();
    }

    private static String required(String name, Map<String, String> environment) {
        String value = environment.getOrDefault(name, "");
        if (value.isBlank()) {
            throw new IllegalStateException("set " + name + " in the environment");
        }
        return value;
    }

    @Override
    public String toString() {
        return "%s as %s".formatted(jdbcUrl, user);
    }
}
