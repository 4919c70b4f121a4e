package dev.countersign.local;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.PoolOptions;
import io.vertx.httpproxy.HttpProxy;
import io.vertx.httpproxy.ProxyOptions;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/**
 * One origin in front of the services: finds the service by the path table and passes the request
 * on. Who the caller is it says itself; what the caller claims in forwarding headers is dropped.
 */
public final class Gateway implements AutoCloseable {

    private static final int MAX_HEADERS = 16 * 1024;
    private static final long MAX_BODY = 1024 * 1024;
    private static final List<String> LOOPBACKS = List.of("127.0.0.1", "::1");

    private final Vertx vertx = Vertx.vertx();
    private final Front front;
    private final Set<String> hosts;
    private final PathTable paths;
    private final Map<String, HttpProxy> proxies = new HashMap<>();
    private final GatewayAnswers answers;

    /**
     * @param services name and loopback port of each
     */
    Gateway(Front front, PathTable paths, Map<String, Integer> services, Journal journal) {
        this.front = front;
        this.hosts = front.hosts();
        this.paths = paths;
        this.answers = new GatewayAnswers(journal);
        HttpClient client = vertx.createHttpClient(front.secured(clientOptions()), poolOptions());
        services.forEach((name, origin) -> proxies.put(name, proxy(client, name, origin)));
        paths.routes().forEach(route -> requireService(route.service()));
    }

    /**
     * Over plain HTTP, in front of services that others run on these ports; it listens when this
     * returns.
     */
    public static Gateway local(Ports ports, Path log) {
        Journal journal = new Journal(log, System.out, Clock.systemUTC());
        return new Gateway(
                        Front.local(ports.gateway()), PathTable.load(), ports.services(), journal)
                .start();
    }

    /**
     * Listens on both loopback addresses: some clients try ::1 first for {@code localhost}. A
     * machine without IPv6 has the other one.
     */
    Gateway start() {
        await(listen(LOOPBACKS.getFirst()));
        for (String address : LOOPBACKS.subList(1, LOOPBACKS.size())) {
            await(listen(address).otherwiseEmpty());
        }
        return this;
    }

    @Override
    public void close() {
        await(vertx.close());
    }

    private void requireService(String name) {
        if (!proxies.containsKey(name)) {
            throw new IllegalArgumentException("the path table names " + name + ", not a service");
        }
    }

    private Future<?> listen(String address) {
        HttpServerOptions options =
                new HttpServerOptions()
                        .setHost(address)
                        .setPort(front.port())
                        .setMaxHeaderSize(MAX_HEADERS)
                        .setMaxInitialLineLength(MAX_HEADERS)
                        .setHttp2ClearTextEnabled(false)
                        .setIdleTimeoutUnit(TimeUnit.SECONDS)
                        .setIdleTimeout(75);
        return vertx.createHttpServer(front.secured(options))
                .requestHandler(this::handle)
                .invalidRequestHandler(request -> answers.refuse(request, GatewayRefusal.MALFORMED))
                .listen();
    }

    private void handle(HttpServerRequest request) {
        String host = request.getHeader("Host");
        // also the end of DNS rebinding: a foreign name that resolves to loopback gets nothing
        if (host == null || !hosts.contains(host)) {
            answers.refuse(request, GatewayRefusal.FOREIGN_HOST);
            return;
        }
        Optional<Route> route = paths.find(rawPath(request.uri()));
        if (route.isEmpty()) {
            answers.refuse(request, GatewayRefusal.NOT_FOUND);
        } else {
            pass(request, route.get());
        }
    }

    private void pass(HttpServerRequest request, Route route) {
        if (!route.allows(request.method().name())) {
            request.response().putHeader("Allow", String.join(", ", route.methods()));
            answers.refuse(request, GatewayRefusal.METHOD_NOT_ALLOWED);
        } else if (tooLarge(request)) {
            answers.refuse(request, GatewayRefusal.BODY_TOO_LARGE);
        } else {
            forwarded(request);
            Objects.requireNonNull(proxies.get(route.service())).handle(request);
        }
    }

    private static String rawPath(String requestTarget) {
        int end = requestTarget.indexOf('?');
        return end < 0 ? requestTarget : requestTarget.substring(0, end);
    }

    private HttpProxy proxy(HttpClient client, String service, int origin) {
        return HttpProxy.reverseProxy(new ProxyOptions().setSupportWebSocket(false), client)
                .origin(origin, LOOPBACKS.getFirst())
                .addInterceptor(answers.passing(service));
    }

    private void forwarded(HttpServerRequest request) {
        MultiMap headers = request.headers();
        headers.names().stream()
                .filter(Gateway::saysWhoTheCallerIs)
                .toList()
                .forEach(headers::remove);
        headers.set("X-Forwarded-For", request.remoteAddress().hostAddress());
        headers.set("X-Forwarded-Proto", front.scheme());
        headers.set("X-Forwarded-Host", request.getHeader("Host"));
        headers.set("X-Forwarded-Port", Integer.toString(front.port()));
    }

    private static boolean saysWhoTheCallerIs(String header) {
        return header.regionMatches(true, 0, "X-Forwarded-", 0, "X-Forwarded-".length())
                || header.equalsIgnoreCase("Forwarded")
                || header.equalsIgnoreCase("X-Real-IP");
    }

    /** A body of no stated length is counted by the service, which has a limit of its own. */
    private static boolean tooLarge(HttpServerRequest request) {
        String length = request.getHeader("Content-Length");
        try {
            return length != null && Long.parseLong(length) > MAX_BODY;
        } catch (NumberFormatException e) {
            return true;
        }
    }

    private static HttpClientOptions clientOptions() {
        return new HttpClientOptions()
                .setConnectTimeout(2000)
                .setKeepAlive(true)
                .setKeepAliveTimeout(20)
                .setIdleTimeoutUnit(TimeUnit.SECONDS)
                .setIdleTimeout(30);
    }

    private static PoolOptions poolOptions() {
        return new PoolOptions().setHttp1MaxSize(256);
    }

    private static void await(Future<?> future) {
        try {
            future.toCompletionStage().toCompletableFuture().join();
        } catch (CompletionException e) {
            throw LocalStackFailure.of("the gateway: ", e);
        }
    }
}
