package dev.countersign.cli.http;

import dev.countersign.cli.outcome.Failed;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Carries requests. It follows no redirect: a token goes to the server that it is for. */
public final class Wire implements AutoCloseable {

    private static final Duration TO_CONNECT = Duration.ofSeconds(10);

    /** A revocation of everything, or an import, takes its time. */
    private static final Duration TO_ANSWER = Duration.ofMinutes(2);

    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .connectTimeout(TO_CONNECT)
                    .build();

    /**
     * @throws Failed where nothing is answered
     */
    public Answer send(URI address, Request request) {
        var builder =
                HttpRequest.newBuilder(address)
                        .timeout(TO_ANSWER)
                        .method(
                                request.method(),
                                request.body().isEmpty()
                                        ? BodyPublishers.noBody()
                                        : BodyPublishers.ofString(request.body()));
        request.headers().forEach(builder::header);
        try {
            HttpResponse<String> response = http.send(builder.build(), BodyHandlers.ofString());
            return new Answer(
                    response.statusCode(), response.headers().firstValue("ETag"), response.body());
        } catch (IOException absent) {
            throw Failed.serverAway(origin(address) + " does not answer (" + kind(absent) + ")");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw Failed.serverAway("interrupted while waiting for " + origin(address));
        }
    }

    private static String origin(URI address) {
        return address.getScheme() + "://" + address.getRawAuthority();
    }

    private static String kind(IOException absent) {
        return absent.getClass().getSimpleName();
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
