package dev.countersign.resourceserver.revocation;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.countersign.resourceserver.token.BearerToken;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** The issuer's end of {@code /revocations/feed}; its heart beats ten times a second. */
final class TestFeedServer implements AutoCloseable {

    private static final int PAGE = 2;
    private static final long BEAT_MILLIS = 100;

    private final HttpServer http;
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<String> rules = new ArrayList<>();
    private String chain = "first";
    private String instead = "";
    private int status = 200;
    private boolean beats = true;
    private String retryAfter = "";

    TestFeedServer() throws IOException {
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.createContext("/revocations/feed", this::answer);
        http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        http.start();
    }

    URI address() {
        return URI.create(
                "http://localhost:%d/revocations/feed".formatted(http.getAddress().getPort()));
    }

    /** Authorization header and query of each request so far. */
    List<String> requests() {
        return requests;
    }

    synchronized void add(String rule) {
        rules.add(rule.replace('\'', '"'));
        notifyAll();
    }

    synchronized void beats(int everySecond) {
        beats = everySecond > 0;
        notifyAll();
    }

    /** Somebody made the topic anew: rules and cursors of the old one are no more. */
    synchronized void beginsAnew() {
        chain = "second";
        rules.clear();
        notifyAll();
    }

    synchronized void answers(int newStatus) {
        status = newStatus;
        notifyAll();
    }

    /** So says every answer from now on (RFC 9110 §10.2.3). */
    synchronized void retryAfter(String seconds) {
        retryAfter = seconds;
    }

    /** This body from now on, # the number of the request; nothing: the protocol again. */
    synchronized void says(String body) {
        instead = body.replace('\'', '"');
        notifyAll();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String query = exchange.getRequestURI().getRawQuery();
        requests.add(exchange.getRequestHeaders().getFirst("Authorization") + " " + query);
        byte[] body = body(after(query)).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Retry-After", retryAfter());
        exchange.sendResponseHeaders(currentStatus(), body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private synchronized int currentStatus() {
        return status;
    }

    private synchronized String retryAfter() {
        return retryAfter;
    }

    private static String after(String query) {
        if (!BearerToken.queryParameters(query).contains("after")) {
            return "";
        }
        return Arrays.stream(query.split("&", -1))
                .filter(it -> it.startsWith("after="))
                .map(it -> it.substring("after=".length()).replace("%3A", ":"))
                .collect(Collectors.joining());
    }

    private synchronized String body(String after) {
        pause(place(after));
        // the topic may have been made anew meanwhile
        boolean known = isKnown(after);
        int from = place(after);
        if (!instead.isEmpty()) {
            return instead.replace("#", Integer.toString(requests.size()));
        }
        int start = Math.min(from, rules.size());
        int end = Math.min(start + PAGE, rules.size());
        return "{\"v\":1,\"cursor\":\"%s:%d\",%s\"rules\":%s,\"more\":%b,\"reset\":%b}"
                .formatted(
                        chain,
                        end,
                        beats ? "\"heartbeat\":" + System.currentTimeMillis() + "," : "",
                        rules.subList(start, end),
                        end < rules.size(),
                        !known && !after.isEmpty());
    }

    private boolean isKnown(String after) {
        return after.startsWith(chain + ":");
    }

    private int place(String after) {
        return isKnown(after) ? Integer.parseInt(after.substring(chain.length() + 1)) : 0;
    }

    /** For a beat, or until there is another rule. */
    private synchronized void pause(int from) {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(BEAT_MILLIS);
        try {
            long left = BEAT_MILLIS;
            while (left > 0 && rules.size() <= from) {
                wait(left);
                left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        http.stop(0);
    }
}
