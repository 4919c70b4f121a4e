package dev.countersign.local;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** Stands in for a service in the tests of the supervisor: the ports of one, and its settings. */
final class FakeService {

    private FakeService() {}

    static void main() throws IOException {
        serve("QUARKUS_HTTP_PORT", "/", describe());
        serve("QUARKUS_MANAGEMENT_PORT", "/q/health/ready", "{}");
    }

    private static String describe() {
        return "pid="
                + ProcessHandle.current().pid()
                + " "
                + String.join(" ", System.getenv().keySet());
    }

    private static void serve(String port, String path, String answer) throws IOException {
        int number = Integer.parseInt(System.getenv(port));
        HttpServer server =
                HttpServer.create(
                        new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), number), 0);
        byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
        server.createContext(
                path,
                exchange -> {
                    exchange.sendResponseHeaders(200, bytes.length);
                    exchange.getResponseBody().write(bytes);
                    exchange.close();
                });
        server.start();
    }
}
