package dev.countersign.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

class PostgresServerTest {

    @Test
    void itsDataOutliveAKillAndAStop() throws SQLException {
        try (EmbeddedStack stack = EmbeddedStack.start(Component.POSTGRES)) {
            execute(stack.sampleApi(), "create table kept (id int)");

            execute(stack.sampleApi(), "insert into kept values (1)");
            stack.postgres().kill();
            stack.postgres().start();
            execute(stack.sampleApi(), "insert into kept values (2)");
            stack.postgres().stop();
            assertThat(stack.postgres().process().isAlive()).isFalse();
            stack.postgres().start();

            assertThat(count(stack.sampleApi(), "kept")).isEqualTo(2);
        }
    }

    @Test
    void itIsMigratedAndItsDatabasesAreApart() throws SQLException {
        try (EmbeddedStack stack = EmbeddedStack.start(Component.POSTGRES)) {
            assertThat(count(stack.countersign(), "flyway_schema_history")).isPositive();

            Database foreign =
                    new Database(
                            stack.postgres().port(),
                            "countersign",
                            "sample_api",
                            stack.sampleApi().password());
            assertThatThrownBy(foreign::connect).hasMessageContaining("permission denied");
        }
    }

    @Test
    void aWrongPasswordIsRefused() {
        try (EmbeddedStack stack = EmbeddedStack.start(Component.POSTGRES)) {
            Database guessed =
                    new Database(stack.postgres().port(), "postgres", "postgres", "guessed");
            assertThatThrownBy(guessed::connect).hasMessageContaining("authentication failed");
        }
    }

    private static void execute(Database database, String sql) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static int count(Database database, String table) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                var rows = statement.executeQuery("select count(*) from " + table)) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
