package dev.countersign.benchmarks.propagation;

import dev.countersign.embedded.Database;
import dev.countersign.protocol.GrantId;
import dev.countersign.protocol.secret.ServerKeys;
import dev.countersign.protocol.token.RefreshToken;
import dev.countersign.store.grant.RefreshTokens;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** Live grants of one public application, each to be revoked once by its refresh token. */
final class RevokedGrants {

    static final String CLIENT = "propagation-app";

    private static final UUID USER = UUID.fromString("7b9b1a52-6f0c-4f6e-8f0e-0c4b7f3b0009");

    private RevokedGrants() {}

    static List<RefreshToken> make(Database database, String serverKeys, int number)
            throws SQLException {
        RefreshTokens tokens = new RefreshTokens(ServerKeys.parse(serverKeys.strip()));
        List<RefreshToken> all =
                Stream.generate(
                                () ->
                                        tokens.first(
                                                GrantId.endingAt(
                                                        Instant.now().plus(Duration.ofHours(12)))))
                        .limit(number)
                        .toList();
        try (Connection connection =
                DriverManager.getConnection(
                        database.jdbcUrl(), database.user(), database.password())) {
            connection.setAutoCommit(false);
            people(connection);
            grants(connection, all);
            connection.commit();
        }
        return all;
    }

    private static void people(Connection connection) throws SQLException {
        try (PreparedStatement user =
                        connection.prepareStatement(
                                """
                                insert into users (id, email, given_name, password_hash)
                                values (?, 'propagation@example.com', 'P', '-')
                                """);
                PreparedStatement application =
                        connection.prepareStatement(
                                """
                                insert into applications (client_id, name, type)
                                values (?, 'Propagation', 'native')
                                """)) {
            user.setObject(1, USER);
            user.execute();
            application.setString(1, CLIENT);
            application.execute();
        }
    }

    private static void grants(Connection connection, List<RefreshToken> all) throws SQLException {
        try (PreparedStatement grant =
                connection.prepareStatement(
                        """
                        insert into grants (id, user_id, client_id, scopes, audiences, authorized_at,
                          auth_time, acr, amr, issued_at, refresh_hash, last_used_at, last_used_on)
                        values (?, ?, ?, '{openid,offline_access}', '{}', now(), now(), '1', '{pwd}',
                          now(), ?, now(), current_date)
                        """)) {
            for (RefreshToken token : all) {
                grant.setObject(1, token.grant().value());
                grant.setObject(2, USER);
                grant.setString(3, CLIENT);
                grant.setBytes(4, token.hash());
                grant.addBatch();
            }
            grant.executeBatch();
        }
    }
}
