package dev.countersign.cli.signin;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.countersign.cli.outcome.Failed;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Waits on the loopback for the browser to come back (RFC 8252 §7.3). It takes the first request
 * that brings the expected state (RFC 6749 §10.12); anybody else on this machine gets 404, and the
 * wait goes on.
 */
final class LoopbackServer implements AutoCloseable {

    private static final String HOST = "127.0.0.1";
    private static final String PATH = "/callback";

    private final HttpServer server;
    private final String state;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CompletableFuture<Arrival> arrival = new CompletableFuture<>();
    private final AtomicBoolean taken = new AtomicBoolean();

    private LoopbackServer(HttpServer server, String state) {
        this.server = server;
        this.state = state;
    }

    /** On this port, or on any other where somebody has it: to a native application it is free. */
    static LoopbackServer open(int port, String state) throws IOException {
        HttpServer server;
        try {
            server = HttpServer.create(address(port), 0);
        } catch (BindException taken) {
            server = HttpServer.create(address(0), 0);
        }
        var loopback = new LoopbackServer(server, state);
        server.setExecutor(loopback.threads);
        server.createContext("/", loopback::receive);
        server.start();
        return loopback;
    }

    private static InetSocketAddress address(int port) {
        return new InetSocketAddress(InetAddress.ofLiteral(HOST), port);
    }

    private void receive(HttpExchange exchange) throws IOException {
        if (isOurs(exchange) && taken.compareAndSet(false, true)) {
            arrival.complete(new Arrival(exchange));
        } else {
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
        }
    }

    private boolean isOurs(HttpExchange exchange) {
        return exchange.getRequestMethod().equals("GET")
                && exchange.getRequestURI().getPath().equals(PATH)
                && Arrival.parameters(exchange.getRequestURI())
                        .getOrDefault("state", "")
                        .equals(state);
    }

    /** The exact redirect URI to send, now and in the token request. */
    URI redirectUri() {
        return URI.create("http://" + HOST + ":" + server.getAddress().getPort() + PATH);
    }

    Arrival await(Duration patience) {
        try {
            return arrival.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw Failed.notSignedIn("interrupted while waiting for the browser");
        } catch (TimeoutException | ExecutionException absent) {
            throw Failed.notSignedIn("the browser did not come back to " + redirectUri());
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }
}
