package dev.countersign.schema;

import java.io.IOException;
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
     * COUNTERSIGN_DB_PASSWORD} from the environment, so that no secret stands on a command line; or
     * the password from the file that {@code COUNTERSIGN_DB_PASSWORD_FILE} names.
     */
    static void main() throws IOException {
        MigrationSettings settings = MigrationSettings.of(System.getenv());
        apply(settings.jdbcUrl(), settings.user(), settings.password());
    }
}
