package dev.countersign.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class RedisServerTest {

    @Test
    void itsDataOutliveAKillAndAStop() throws IOException {
        try (EmbeddedStack stack = EmbeddedStack.start(Component.REDIS)) {
            RedisServer redis = stack.redis();
            String auth = "AUTH " + URI.create(redis.url()).getUserInfo().substring(1);

            assertThat(talk(redis, auth, "SET a 1")).isEqualTo("+OK\r\n+OK\r\n");
            redis.kill();
            redis.start();
            assertThat(talk(redis, auth, "GET a")).isEqualTo("+OK\r\n$1\r\n1\r\n");
            assertThat(talk(redis, auth, "SET a 2")).isEqualTo("+OK\r\n+OK\r\n");
            redis.stop();
            assertThat(redis.process().isAlive()).isFalse();
            redis.start();
            assertThat(talk(redis, auth, "GET a")).isEqualTo("+OK\r\n$1\r\n2\r\n");
        }
    }

    @Test
    void withoutThePasswordItAnswersNothing() throws IOException {
        try (EmbeddedStack stack = EmbeddedStack.start(Component.REDIS)) {
            assertThat(talk(stack.redis(), "GET a")).startsWith("-NOAUTH");
        }
    }

    private static String talk(RedisServer redis, String... commands) throws IOException {
        try (Socket socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), redis.port())) {
            String request = String.join("\r\n", commands) + "\r\nQUIT\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            String answer =
                    new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            return answer.substring(0, answer.length() - "+OK\r\n".length());
        }
    }
}
