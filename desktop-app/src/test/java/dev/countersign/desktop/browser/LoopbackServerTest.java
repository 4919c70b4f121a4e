package dev.countersign.desktop.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.desktop.http.Answer;
import dev.countersign.desktop.http.Listener;
import dev.countersign.desktop.http.Request;
import dev.countersign.desktop.http.Wire;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class LoopbackServerTest {

    private static final PortRange ANY = new PortRange(0, 0);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final URI PAGE = URI.create("http://localhost:8080/signed-in");

    private final Wire wire = Wire.of(Listener.none());
    private final CompletableFuture<Landing> goingOn = new CompletableFuture<>();

    @Test
    void theBrowserIsAnsweredOnlyWhenTheAppSaysSo() throws Exception {
        try (var loopback = LoopbackServer.open(ANY, "/callback");
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            URI callback = URI.create(loopback.redirectUri() + "?code=abc&state=xyz");
            var browser = threads.submit(() -> wire.send(Request.get(callback)));

            Arrival arrival = loopback.await(goingOn, PATIENCE);

            assertThat(arrival.address()).isEqualTo(callback);
            assertThat(browser.isDone()).isFalse();
            arrival.redirect(PAGE);
            Answer answer = browser.get();
            assertThat(answer.status()).isEqualTo(303);
            assertThat(answer.header("Location")).contains(PAGE.toString());
        }
    }

    @Test
    void anotherPathIsNotTheCallback() throws IOException {
        try (var loopback = LoopbackServer.open(ANY, "/callback")) {
            URI icon = loopback.redirectUri().resolve("/favicon.ico");

            assertThat(wire.send(Request.get(icon)).status()).isEqualTo(404);
        }
    }

    /** OAuth 2.0 Form Post Response Mode §2. */
    @Test
    void aFormThatIsPostedIsReadWhereOneIsExpectedAndNowhereElse() throws Exception {
        try (var loopback = LoopbackServer.openForPosts(ANY, "/callback");
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            URI callback = loopback.redirectUri();
            assertThat(wire.send(Request.get(callback)).status()).isEqualTo(404);
            var browser =
                    threads.submit(() -> wire.send(Request.form(callback, "code=a%26b&state=x")));

            Arrival arrival = loopback.await(goingOn, PATIENCE);

            assertThat(arrival.posted())
                    .isEqualTo(Map.of("code", List.of("a&b"), "state", List.of("x")));
            arrival.done("<h1>Done</h1>");
            assertThat(browser.get().status()).isEqualTo(200);
        }
        try (var loopback = LoopbackServer.open(ANY, "/callback")) {
            Request form = Request.form(loopback.redirectUri(), "code=abc");
            assertThat(wire.send(form).status()).isEqualTo(404);
        }
    }

    @Test
    void itListensOnTheLoopbackOnly() throws IOException {
        try (var loopback = LoopbackServer.open(ANY, "/callback")) {
            assertThat(loopback.redirectUri().getHost()).isEqualTo("127.0.0.1");
        }
    }

    @Test
    void aTakenPortIsPassedOver() throws IOException {
        try (var first = LoopbackServer.open(ANY, "/callback")) {
            int taken = first.redirectUri().getPort();

            try (var second = LoopbackServer.open(new PortRange(taken, taken + 20), "/callback")) {
                assertThat(second.redirectUri().getPort()).isGreaterThan(taken);
            }
        }
    }

    @Test
    void aVisitThatEndsElsewhereEndsTheWait() throws IOException {
        try (var loopback = LoopbackServer.open(ANY, "/callback")) {
            goingOn.complete(new Landing.Page(PAGE, 400, "An error", 1));

            assertThatThrownBy(() -> loopback.await(goingOn, PATIENCE))
                    .hasStackTraceContaining("An error");
        }
    }
}
