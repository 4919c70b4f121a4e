package dev.countersign.desktop.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.countersign.desktop.http.Listener;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HeadlessBrowserTest {

    private static final String LOGIN =
            """
            <form method="post" action="/login"><input type="hidden" name="csrf" value="c1">
            <input name="username"><input name="password" type="password">
            <button id="sign-in">Sign in</button></form>
            """;
    private static final String CONSENT =
            """
            <form method="post" action="/consent"><input type="hidden" name="csrf" value="c2">
            <button id="allow" name="decision" value="allow">Allow</button>
            <button id="deny" name="decision" value="deny">Deny</button></form>
            """;

    private final List<String> posted = new CopyOnWriteArrayList<>();
    private HttpServer server;

    HeadlessBrowserTest() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    }

    @BeforeEach
    void start() {
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String cookie = "" + exchange.getRequestHeaders().getFirst("Cookie");
        if (!body.isEmpty()) {
            posted.add(exchange.getRequestURI() + " " + body + " " + cookie);
        }
        switch (exchange.getRequestURI().getPath()) {
            case "/authorize" -> {
                exchange.getResponseHeaders().add("Set-Cookie", "request=r1; Path=/; HttpOnly");
                page(exchange, LOGIN);
            }
            case "/login" -> page(exchange, body.contains("wrong") ? LOGIN : CONSENT);
            default -> {
                exchange.getResponseHeaders().add("Location", "http://127.0.0.1:1/callback?code=c");
                exchange.sendResponseHeaders(303, -1);
                exchange.close();
            }
        }
    }

    private static void page(HttpExchange exchange, String html) throws IOException {
        byte[] bytes = html.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "text/html");
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private URI authorize() {
        return URI.create("http://localhost:" + server.getAddress().getPort() + "/authorize");
    }

    private static boolean leaves(URI address) {
        return address.getPath().equals("/callback");
    }

    @Test
    void thePersonSignsInAllowsAndLeavesWithACode() throws IOException {
        var browser = new HeadlessBrowser(Person.whoAllows("alice", "secret&1"), Listener.none());

        Landing.Page landing = browser.visit(authorize(), HeadlessBrowserTest::leaves);

        assertThat(landing.address()).hasToString("http://127.0.0.1:1/callback?code=c");
        assertThat(landing.formsSent()).isEqualTo(2);
        assertThat(posted)
                .containsExactly(
                        "/login csrf=c1&username=alice&password=secret%261 request=r1",
                        "/consent csrf=c2&decision=allow request=r1");
    }

    @Test
    void aFormThatComesBackIsNotSentAgain() throws IOException {
        var browser = new HeadlessBrowser(Person.whoAllows("alice", "wrong"), Listener.none());

        Landing.Page landing = browser.visit(authorize(), HeadlessBrowserTest::leaves);

        assertThat(landing.address().getPath()).isEqualTo("/login");
        assertThat(posted).hasSize(1);
    }

    @Test
    void thePersonWhoDeniesPressesTheOtherButton() throws IOException {
        var person = new Person("alice", "secret", Person.Choice.DENY);

        new HeadlessBrowser(person, Listener.none())
                .visit(authorize(), HeadlessBrowserTest::leaves);

        assertThat(posted).last().asString().contains("decision=deny");
    }
}
