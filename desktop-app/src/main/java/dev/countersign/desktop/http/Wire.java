package dev.countersign.desktop.http;

import com.nimbusds.oauth2.sdk.http.HTTPRequestSender;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.http.ReadOnlyHTTPRequest;
import com.nimbusds.oauth2.sdk.http.ReadOnlyHTTPResponse;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.CookieHandler;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Carries requests, the OAuth library's too, without following redirects; never waits for ever. */
public final class Wire implements HTTPRequestSender {

    private final HttpClient http;
    private final Listener listener;
    private final Duration patience;

    private Wire(HttpClient http, Listener listener, Duration patience) {
        this.http = http;
        this.listener = listener;
        this.patience = patience;
    }

    /** For calls of the app: no cookies. */
    public static Wire of(Listener listener) {
        return new Wire(client().build(), listener, Duration.ofSeconds(30));
    }

    /** For a browser: cookies, and the patience to wait for the swap behind the loopback. */
    public static Wire of(Listener listener, CookieHandler cookies) {
        return new Wire(client().cookieHandler(cookies).build(), listener, Duration.ofMinutes(2));
    }

    private static HttpClient.Builder client() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(Duration.ofSeconds(10));
    }

    public Answer send(Request request) throws IOException {
        var builder =
                HttpRequest.newBuilder(request.uri())
                        .timeout(patience)
                        .method(
                                request.method(),
                                request.body().isEmpty()
                                        ? BodyPublishers.noBody()
                                        : BodyPublishers.ofString(request.body()));
        request.headers()
                .forEach((name, values) -> values.forEach(value -> builder.header(name, value)));
        listener.sent(request);
        try {
            HttpResponse<String> response = http.send(builder.build(), BodyHandlers.ofString());
            var answer = new Answer(response.statusCode(), response.headers(), response.body());
            listener.received(answer);
            return answer;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for " + request.uri());
        }
    }

    @Override
    public ReadOnlyHTTPResponse send(ReadOnlyHTTPRequest request) throws IOException {
        String body = request.getBody();
        Answer answer =
                send(
                        new Request(
                                request.getMethod().name(),
                                request.getURI(),
                                request.getHeaderMap(),
                                body == null ? "" : body));
        var response = new HTTPResponse(answer.status());
        answer.headers()
                .map()
                .forEach((name, values) -> response.setHeader(name, values.toArray(String[]::new)));
        response.setBody(answer.body());
        return response;
    }
}
