package dev.countersign.desktop.browser;

import dev.countersign.desktop.http.Answer;
import dev.countersign.desktop.http.Listener;
import dev.countersign.desktop.http.Request;
import dev.countersign.desktop.http.Wire;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.HttpCookie;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;

/** A browser without a screen or JavaScript: follows redirects, keeps cookies, sends forms. */
public final class HeadlessBrowser implements Browser {

    private static final int MOST_PAGES = 20;

    private final Person person;
    private final CookieManager cookies;
    private final Wire wire;

    public HeadlessBrowser(Person person, Listener listener) {
        this(person, listener, new CookieManager(null, CookiePolicy.ACCEPT_ORIGINAL_SERVER));
    }

    private HeadlessBrowser(Person person, Listener listener, CookieManager cookies) {
        this.person = person;
        this.cookies = cookies;
        this.wire = Wire.of(listener, cookies);
    }

    /** The same browser, with its cookies, and somebody else at it. */
    public HeadlessBrowser handedTo(Person other, Listener listener) {
        return new HeadlessBrowser(other, listener, cookies);
    }

    @Override
    public CompletableFuture<Landing> open(URI page) {
        var landing = new CompletableFuture<Landing>();
        Thread.ofVirtual()
                .name("headless-browser")
                .start(
                        () -> {
                            try {
                                landing.complete(visit(page, address -> false));
                            } catch (IOException | RuntimeException stuck) {
                                landing.completeExceptionally(stuck);
                            }
                        });
        return landing;
    }

    /**
     * Goes on from page to page until nothing is left to do, a form comes back that was sent
     * already, or the browser would leave for an address of {@code exit} (it is not called then).
     */
    public Landing.Page visit(URI start, Predicate<URI> exit) throws IOException {
        Set<String> pressed = new HashSet<>();
        Request next = Request.get(start);
        for (int pages = 0; pages < MOST_PAGES; pages++) {
            if (exit.test(next.uri())) {
                return new Landing.Page(next.uri(), 0, "", pressed.size());
            }
            Request sent = next.with("Accept", "text/html");
            Answer answer = wire.send(sent);
            if (answer.redirects()) {
                next = Request.get(sent.uri().resolve(answer.header("Location").orElseThrow()));
                continue;
            }
            Document page = Jsoup.parse(answer.body(), sent.uri().toString());
            Optional<WebForm> form =
                    person.reactTo(page).filter(it -> pressed.add(it.button().id()));
            if (form.isEmpty()) {
                return new Landing.Page(sent.uri(), answer.status(), page.title(), pressed.size());
            }
            next = form.get().submission();
        }
        throw new UncheckedIOException(
                new IOException("the browser was sent around " + MOST_PAGES + " times"));
    }

    /** The cookies that this browser holds. */
    public List<HttpCookie> cookies() {
        return cookies.getCookieStore().getCookies();
    }

    /** The names of the cookies that this browser holds. */
    public List<String> cookieNames() {
        return cookies.getCookieStore().getCookies().stream().map(it -> it.getName()).toList();
    }
}
