package dev.countersign.cli.signin;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The browser has come back and waits for its answer, which it gets once. */
final class Arrival {

    private static final String PAGE =
            """
            <!doctype html>
            <html lang="en"><meta charset="utf-8"><title>Not signed in</title>
            <h1>The sign-in did not succeed</h1>
            <p>The terminal says why. You may close this window.</p>
            """;

    private final HttpExchange exchange;

    Arrival(HttpExchange exchange) {
        this.exchange = exchange;
    }

    /** RFC 6749 §4.1.2. */
    Map<String, String> parameters() {
        return parameters(exchange.getRequestURI());
    }

    static Map<String, String> parameters(URI address) {
        String query = Optional.ofNullable(address.getRawQuery()).orElse("");
        return Arrays.stream(query.split("&", -1))
                .map(pair -> pair.split("=", 2))
                .filter(pair -> pair.length == 2)
                .collect(Collectors.toMap(it -> it[0], it -> decoded(it[1]), (one, other) -> ""));
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return "";
        }
    }

    void redirect(URI page) throws IOException {
        exchange.getResponseHeaders().set("Location", page.toString());
        answer(303, "");
    }

    /** Nothing of the request is in it. */
    void showsFailure() throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
        answer(400, PAGE);
    }

    private void answer(int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        exchange.getResponseHeaders().set("Referrer-Policy", "no-referrer");
        exchange.getResponseHeaders().set("Connection", "close");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
        }
        exchange.close();
    }
}
