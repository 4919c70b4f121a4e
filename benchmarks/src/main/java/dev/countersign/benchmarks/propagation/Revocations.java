package dev.countersign.benchmarks.propagation;

import dev.countersign.protocol.token.RefreshToken;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;

/** A client that sends at its own pace, however long answers take. */
final class Revocations implements AutoCloseable {

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI endpoint;

    Revocations(URI endpoint) {
        this.endpoint = endpoint;
    }

    /** Revokes all, in order; returns when all are answered. */
    List<Revoked> atRate(List<RefreshToken> tokens, int perSecond) {
        List<CompletableFuture<Revoked>> answers = new ArrayList<>();
        long between = Duration.ofSeconds(1).toNanos() / perSecond;
        long next = System.nanoTime();
        for (int place = 0; place < tokens.size(); place++) {
            while (System.nanoTime() < next) {
                LockSupport.parkNanos(next - System.nanoTime());
            }
            answers.add(revoke(place, tokens.get(place)));
            next += between;
        }
        return answers.stream().map(CompletableFuture::join).toList();
    }

    private CompletableFuture<Revoked> revoke(int place, RefreshToken token) {
        String body = "client_id=" + RevokedGrants.CLIENT + "&token=" + token.text();
        HttpRequest request =
                HttpRequest.newBuilder(endpoint)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .timeout(Duration.ofSeconds(30))
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build();
        long sent = System.nanoTime();
        return http.sendAsync(request, HttpResponse.BodyHandlers.discarding())
                .thenApply(
                        answer -> new Revoked(place, answer.statusCode(), sent, System.nanoTime()));
    }

    @Override
    public void close() {
        http.close();
    }
}
