package dev.countersign.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.countersign.embedded.FreePorts;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GatewayTest {

    private final int port = FreePorts.next();
    private final int servicePort = FreePorts.next();
    private HttpServer service;
    private Gateway gateway;
    private Path log;

    @BeforeEach
    void start(@TempDir Path folder) throws IOException {
        log = folder.resolve("gateway.log");
        service = HttpServer.create(loopback(servicePort), 0);
        service.createContext("/", GatewayTest::tellWhatCame);
        service.start();
        PathTable paths =
                new PathTable(
                        List.of(
                                new Route("/api/**", Set.of(), "there"),
                                new Route("/form", Set.of("POST"), "there"),
                                new Route("/away", Set.of(), "away")));
        gateway =
                new Gateway(
                                Front.local(port),
                                paths,
                                Map.of("there", servicePort, "away", FreePorts.next()),
                                new Journal(
                                        log,
                                        new PrintStream(
                                                PrintStream.nullOutputStream(),
                                                true,
                                                StandardCharsets.UTF_8),
                                        Clock.systemUTC()))
                        .start();
    }

    @AfterEach
    void stop() {
        gateway.close();
        service.stop(0);
    }

    @Test
    void aRequestGoesToItsServiceWithQueryAndBody() throws IOException {
        String answer = send("POST /api/x?a=b%20c HTTP/1.1", "Content-Length: 5", "", "hello");

        assertThat(answer)
                .startsWith("HTTP/1.1 200")
                .contains("POST /api/x?a=b%20c")
                .contains("body=hello");
    }

    @Test
    void whatTheCallerSaysOfItselfIsNotBelieved() throws IOException {
        String answer =
                send(
                        "GET /api/x HTTP/1.1",
                        "X-Forwarded-For: 6.6.6.6",
                        "x-forwarded-prefix: /evil",
                        "X-FORWARDED-HOST: evil.example",
                        "Forwarded: for=6.6.6.6",
                        "X-Real-IP: 6.6.6.6",
                        "");

        assertThat(answer)
                .contains("X-forwarded-for=[127.0.0.1]")
                .contains("X-forwarded-host=[localhost:" + port + "]")
                .contains("X-forwarded-proto=[http]")
                .contains("Host=[localhost:" + port + "]")
                .doesNotContain("6.6.6.6")
                .doesNotContain("evil");
    }

    @Test
    void whatIsNotInTheTableIsA404WithAnIdThatTheLogHas() throws IOException {
        String answer = send("GET /q/health/ready?secret=1 HTTP/1.1", "");

        assertThat(answer).startsWith("HTTP/1.1 404").contains("\"error\":\"not_found\"");
        assertThat(Files.readString(log))
                .contains("error_id=" + errorId(answer) + " GET /q/health/ready 404")
                .doesNotContain("secret");
    }

    @Test
    void aDotSegmentDoesNotLeadOutOfAService() throws IOException {
        assertThat(send("GET /api/../q/health HTTP/1.1", "")).startsWith("HTTP/1.1 404");
        assertThat(send("GET /api/%2e%2e/q/health HTTP/1.1", "")).startsWith("HTTP/1.1 404");
    }

    @Test
    void aServiceThatIsAwayIsA503ThatSaysWhenToTryAgain() throws IOException {
        String answer = send("GET /away HTTP/1.1", "");

        assertThat(answer).startsWith("HTTP/1.1 503").containsIgnoringCase("Retry-After: 1\r\n");
        assertThat(Files.readString(log)).contains(errorId(answer));
    }

    @Test
    void aMethodThatTheTableDoesNotListIsA405() throws IOException {
        String answer = send("GET /form HTTP/1.1", "");

        assertThat(answer).startsWith("HTTP/1.1 405").containsIgnoringCase("Allow: POST\r\n");
        assertThat(errorId(answer)).isNotBlank();
    }

    @Test
    void aBodyOverTheLimitIsA413BeforeItIsRead() throws IOException {
        String answer = send("POST /form HTTP/1.1", "Content-Length: 1048577", "");

        assertThat(answer).startsWith("HTTP/1.1 413").contains("error_id");
    }

    @Test
    void aForeignHostNameIsMisdirected() throws IOException {
        String answer = raw("GET /api/x HTTP/1.1\r\nHost: evil.example\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 421").contains("error_id");
    }

    @Test
    void aHeaderOverTheLimitIsRefused() throws IOException {
        String answer = send("GET /api/x HTTP/1.1", "X-Long: " + "x".repeat(20_000), "");

        assertThat(answer).startsWith("HTTP/1.1 4").contains("error_id");
    }

    private String send(String requestLine, String... lines) throws IOException {
        return raw(
                requestLine
                        + "\r\nHost: localhost:"
                        + port
                        + "\r\nConnection: close\r\n"
                        + String.join("\r\n", lines)
                        + (lines[lines.length - 1].isEmpty() ? "\r\n" : ""));
    }

    private String raw(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), port)) {
            socket.setSoTimeout(5000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            byte[] answer = new byte[64 * 1024];
            int length = 0;
            for (int read = 0; read >= 0; length += Math.max(read, 0)) {
                read = socket.getInputStream().read(answer, length, answer.length - length);
                String soFar =
                        new String(
                                answer, 0, length + Math.max(read, 0), StandardCharsets.ISO_8859_1);
                if (soFar.contains("error_id") || soFar.endsWith("END")) {
                    return soFar;
                }
            }
            return new String(answer, 0, length, StandardCharsets.ISO_8859_1);
        }
    }

    private static String errorId(String answer) {
        Matcher matcher = Pattern.compile("\"error_id\":\"([0-9a-f-]{36})\"").matcher(answer);
        assertThat(matcher.find()).as(answer).isTrue();
        return matcher.group(1);
    }

    private static InetSocketAddress loopback(int port) {
        return new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port);
    }

    private static void tellWhatCame(HttpExchange exchange) throws IOException {
        String body =
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1);
        String answer =
                exchange.getRequestMethod()
                        + " "
                        + exchange.getRequestURI()
                        + " "
                        + exchange.getRequestHeaders().entrySet()
                        + " body="
                        + body
                        + " END";
        byte[] bytes = answer.getBytes(StandardCharsets.ISO_8859_1);
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
