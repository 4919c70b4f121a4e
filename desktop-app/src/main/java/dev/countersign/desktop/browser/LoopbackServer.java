package dev.countersign.desktop.browser;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Waits on the loopback for the browser to come back (RFC 8252 §7.3). It takes the first request
 * for its path and leaves the answer to the app, which gives it after the swap; all else is 404.
 */
public final class LoopbackServer implements AutoCloseable {

    private static final String HOST = "127.0.0.1";

    private final HttpServer server;
    private final String path;
    private final String method;
    private final CompletableFuture<Arrival> arrival = new CompletableFuture<>();
    private final AtomicBoolean taken = new AtomicBoolean();

    private LoopbackServer(HttpServer server, String path, String method) {
        this.server = server;
        this.path = path;
        this.method = method;
    }

    /** Listens on the first free port of the range. */
    public static LoopbackServer open(PortRange range, String path) throws IOException {
        return open(range, path, "GET");
    }

    /** The same for a browser that posts a form (OAuth 2.0 Form Post Response Mode §2). */
    public static LoopbackServer openForPosts(PortRange range, String path) throws IOException {
        return open(range, path, "POST");
    }

    private static LoopbackServer open(PortRange range, String path, String method)
            throws IOException {
        for (int port : range.ports().toArray()) {
            try {
                var address = new InetSocketAddress(InetAddress.ofLiteral(HOST), port);
                var loopback = new LoopbackServer(HttpServer.create(address, 0), path, method);
                loopback.start();
                return loopback;
            } catch (BindException taken) {
                // The next one may be free.
            }
        }
        throw new BindException("no free port in " + range + " of " + HOST);
    }

    private void start() {
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::receive);
        server.start();
    }

    private void receive(HttpExchange exchange) throws IOException {
        boolean ours =
                exchange.getRequestURI().getPath().equals(path)
                        && exchange.getRequestMethod().equals(method);
        if (ours && taken.compareAndSet(false, true)) {
            arrival.complete(new Arrival(redirectUri(), exchange));
        } else {
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
        }
    }

    /** The exact redirect URI to send, now and in the token request. */
    public URI redirectUri() {
        return URI.create("http://" + HOST + ":" + server.getAddress().getPort() + path);
    }

    /** Waits for the browser; fails early where the visit is known to have ended elsewhere. */
    public Arrival await(CompletableFuture<Landing> visit, Duration patience) throws IOException {
        var unused = visit.whenComplete(this::endTheWait);
        try {
            return arrival.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for the browser", interrupted);
        } catch (TimeoutException | ExecutionException absent) {
            throw new IOException("the browser did not come back to " + redirectUri(), absent);
        }
    }

    private void endTheWait(@Nullable Landing landing, @Nullable Throwable failure) {
        if (failure != null) {
            arrival.completeExceptionally(failure);
        } else if (landing instanceof Landing.Page page) {
            arrival.completeExceptionally(
                    new IOException("the browser did not come back: " + page));
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
