package dev.countersign.resourceserver.issuer;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** HTTP to the issuer: bounded in time and size, redirects not followed. */
public final class IssuerHttp implements AutoCloseable {

    private final HttpClient http =
            HttpClient.newBuilder()
                    .connectTimeout(Duration.ofSeconds(2))
                    .followRedirects(Redirect.NEVER)
                    .build();

    /**
     * Fails when the whole answer has not come within the limit, or is larger, in bytes.
     *
     * @throws IllegalArgumentException for an address that is neither https nor loopback
     */
    public CompletableFuture<HttpResponse<String>> send(
            HttpRequest.Builder request, Duration limit, long largest) {
        HttpRequest built = request.timeout(limit).build();
        if (!isTrusted(built.uri())) {
            throw new IllegalArgumentException(built.uri() + " is neither https nor loopback");
        }
        CompletableFuture<HttpResponse<String>> exchange =
                http.sendAsync(built, BodyHandlers.limiting(BodyHandlers.ofString(), largest));
        // the request's own timeout ends with the headers: a body may trickle for ever
        return exchange.copy()
                .orTimeout(limit.toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((answer, failure) -> exchange.cancel(true));
    }

    /** https, or plain http that does not leave this machine. */
    public static boolean isTrusted(URI address) {
        String host = address.getHost();
        return host != null
                && ("https".equals(address.getScheme())
                        || ("http".equals(address.getScheme()) && isLoopback(host)));
    }

    private static boolean isLoopback(String host) {
        return host.equals("localhost")
                || host.equals("[::1]")
                || host.matches("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}");
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
