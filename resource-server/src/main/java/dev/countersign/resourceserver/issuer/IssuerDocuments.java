package dev.countersign.resourceserver.issuer;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** The issuer's public documents. */
public final class IssuerDocuments {

    private static final Duration LIMIT = Duration.ofSeconds(4);
    private static final long LARGEST = 512 * 1024;

    private final String issuer;
    private final IssuerHttp http;
    private volatile CompletableFuture<IssuerMetadata> metadata =
            CompletableFuture.failedFuture(new IllegalStateException("not asked yet"));

    public IssuerDocuments(String issuer, IssuerHttp http) {
        this.issuer = issuer;
        this.http = http;
    }

    /** The discovery document: fetched once, and again only as long as that failed. */
    public CompletableFuture<IssuerMetadata> metadata() {
        CompletableFuture<IssuerMetadata> known = metadata;
        // a copy: a caller who gives up takes the fetch from nobody else
        return (known.isCompletedExceptionally() ? fetchMetadata() : known).copy();
    }

    private synchronized CompletableFuture<IssuerMetadata> fetchMetadata() {
        if (metadata.isCompletedExceptionally()) {
            URI location = URI.create(issuer + "/.well-known/openid-configuration");
            metadata = get(location).thenApply(body -> IssuerMetadata.read(body, issuer));
        }
        return metadata;
    }

    /** The JWK Set (RFC 7517 §5) that the discovery document names, as it is now. */
    public CompletableFuture<String> jwkSet() {
        return metadata().thenCompose(known -> get(known.jwksUri()));
    }

    private CompletableFuture<String> get(URI location) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(location).header("Accept", "application/json");
        return http.send(request, LIMIT, LARGEST).thenApply(response -> body(location, response));
    }

    private static String body(URI location, HttpResponse<String> response) {
        if (response.statusCode() != 200) {
            throw new IllegalStateException(location + " answered " + response.statusCode());
        }
        return response.body();
    }
}
