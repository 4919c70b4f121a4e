package dev.countersign.schema;

import org.flywaydb.core.Flyway;

/** Applies the migrations of Countersign's database. Applying them twice changes nothing. */
public final class Migrations {

    private Migrations() {}

    /**
     * Brings the database to this build's version, under Flyway's own lock, so that several may
     * call it at once.
     *
     * @throws org.flywaydb.core.api.FlywayException if a migration fails or the database is newer
     */
    public static void apply(String jdbcUrl, String user, String password) {
        Flyway.configure()
                .dataSource(jdbcUrl, user, password)
                .locations("classpath:db/migration")
                .validateMigrationNaming(true)
                .load()
                .migrate();
    }

    /**
     * The program: reads {@code COUNTERSIGN_JDBC_URL}, {@code COUNTERSIGN_DB_USER} and {@code
     * COUNTERSIGN_DB_PASSWORD} from the environment, so that no secret stands on a command line.
     */
    static void main() {
        apply(
                required("COUNTERSIGN_JDBC_URL"),
                required("COUNTERSIGN_DB_USER"),
                required("COUNTERSIGN_DB_PASSWORD"));
    }

    private static String required(String name) {
        String value = System.getenv(name);
        if (value == null || value.isBlank()) {
            throw new IllegalStateException("set " + name + " in the environment");
        }
        return value;
    }
}
