package dev.countersign.revocation.revoke;

import static dev.countersign.revocation.revoke.IssuedTokens.PHONE_APP;

import dev.countersign.clients.ApplicationCache;
import dev.countersign.embedded.EmbeddedStackResource;
import dev.countersign.protocol.ClientId;
import dev.countersign.protocol.token.RefreshToken;
import dev.countersign.revocation.fixture.TopicReader;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A client that is being closed sends its revocation and does not wait for the answer. */
@QuarkusTest
@QuarkusTestResource(EmbeddedStackResource.class)
class ClientThatHangsUpTest {

    private static final Duration LONG = Duration.ofSeconds(10);

    @Inject IssuedTokens issued;
    @Inject ApplicationCache applications;
    @Inject Pool pool;

    @TestHTTPResource("/oauth2/revoke")
    @SuppressWarnings("NullAway.Init")
    URI endpoint;

    @Test
    void hasRevokedAllTheSame() throws Exception {
        issued.register();
        RefreshToken token = issued.refreshToken(PHONE_APP);

        whileNoApplicationCanBeRead(() -> sendAndHangUp(token));

        TopicReader.await("the grant ends", LONG, () -> issued.isEnded(token.grant()));
    }

    private interface Step {
        void run() throws Exception;
    }

    /** So that the revocation has not begun when the client is gone. */
    private void whileNoApplicationCanBeRead(Step step) throws Exception {
        SqlConnection connection = await(pool.getConnection());
        try {
            await(connection.query("begin").execute());
            await(connection.query("lock table applications in access exclusive mode").execute());
            applications.evict(new ClientId(PHONE_APP));
            step.run();
        } finally {
            await(connection.query("rollback").execute());
            await(connection.close());
        }
    }

    private void sendAndHangUp(RefreshToken token) throws IOException, InterruptedException {
        String body = "client_id=" + PHONE_APP + "&token=" + token.text();
        String request =
                """
                POST %s HTTP/1.1\r
                Host: localhost\r
                Content-Type: application/x-www-form-urlencoded\r
                Content-Length: %d\r
                \r
                %s"""
                        .formatted(endpoint.getPath(), body.length(), body);
        try (Socket socket = new Socket(endpoint.getHost(), endpoint.getPort())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            Thread.sleep(300);
        }
        // until the server has seen the end of the connection
        Thread.sleep(300);
    }

    private static <T> T await(Uni<T> uni) {
        return uni.await().atMost(LONG);
    }
}
