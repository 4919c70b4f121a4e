package example;

import com.sun.net.httpserver.HttpServer;
import dev.countersign.resourceserver.Accepted;
import dev.countersign.resourceserver.ResourceServer;
import dev.countersign.resourceserver.refusal.RefusalAnswer;
import dev.countersign.resourceserver.refusal.Refused;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/** A protected API without any framework: port, issuer and audience are its arguments. */
public class PlainApi {

    public static void main(String[] arguments) throws Exception {
        ResourceServer api =
                ResourceServer.builder()
                        .issuer(arguments[1])
                        .audience(arguments[2])
                        .introspection()
                        .credentials("accounts-api", System.getenv("ACCOUNTS_API_SECRET"))
                        .build();
        api.start();
        HttpServer http =
                HttpServer.create(
                        new InetSocketAddress("127.0.0.1", Integer.parseInt(arguments[0])), 0);
        http.createContext(
                "/api/hello",
                exchange -> {
                    int status = 200;
                    String body;
                    try {
                        Accepted accepted =
                                api.require(
                                        exchange.getRequestHeaders()
                                                .getOrDefault("Authorization", List.of()),
                                        exchange.getRequestURI().getRawQuery(),
                                        Set.of("accounts:read"));
                        body = "Hello " + accepted.token().subject();
                    } catch (Refused refused) {
                        RefusalAnswer answer = api.answer(refused);
                        answer.headers().forEach(exchange.getResponseHeaders()::set);
                        status = answer.status();
                        body = answer.body();
                    }
                    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(status, bytes.length);
                    exchange.getResponseBody().write(bytes);
                    exchange.close();
                });
        http.start();
    }
}
