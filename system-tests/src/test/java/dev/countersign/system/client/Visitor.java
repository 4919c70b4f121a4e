package dev.countersign.system.client;

import dev.countersign.desktop.browser.HeadlessBrowser;
import dev.countersign.desktop.browser.Landing;
import dev.countersign.desktop.browser.Person;
import dev.countersign.desktop.http.Listener;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.stream.Collectors;

/** A person at a browser that remembers its cookies from one visit to the next. */
public final class Visitor {

    public static final String PASSWORD = "countersign-demo";

    private final Origin origin;
    private final HeadlessBrowser browser;

    public Visitor(Origin origin, Person person) {
        this(origin, new HeadlessBrowser(person, Listener.none()));
    }

    private Visitor(Origin origin, HeadlessBrowser browser) {
        this.origin = origin;
        this.browser = browser;
    }

    /** The same browser, and somebody else at it. */
    public Visitor handedTo(Person other) {
        return new Visitor(origin, browser.handedTo(other, Listener.none()));
    }

    public static Visitor alice(Origin origin) {
        return new Visitor(origin, Person.whoAllows("alice@example.com", PASSWORD));
    }

    public static Visitor bob(Origin origin) {
        return new Visitor(origin, Person.whoAllows("bob@example.com", PASSWORD));
    }

    /** As the browser would send them. */
    public String cookies() {
        return browser.cookies().stream()
                .map(it -> it.getName() + "=" + it.getValue())
                .collect(Collectors.joining("; "));
    }

    public List<String> cookieValues() {
        return browser.cookies().stream().map(it -> it.getValue()).toList();
    }

    /** Until the browser leaves for the application's redirect URI, or cannot go on. */
    public Landing.Page visit(AuthorizationRequest request) throws IOException {
        String exit = request.app().redirectUri();
        return browser.visit(
                request.at(origin), address -> address.toString().startsWith(exit + "?"));
    }

    /** Until the browser cannot go on. */
    public Landing.Page visit(URI address) throws IOException {
        return browser.visit(address, exit -> false);
    }

    public Authorized authorize(AuthorizationRequest request) throws IOException {
        Landing.Page landing = visit(request);
        Callback callback = Callback.of(landing.address());
        if (callback.parameter("code").isEmpty()) {
            throw new AssertionError("no code: " + landing);
        }
        return new Authorized(request, callback);
    }

    public Authorized authorize(App app) throws IOException {
        return authorize(AuthorizationRequest.of(app));
    }

    /** The whole code flow. */
    public Issued signIn(App app) throws IOException {
        return Issued.by(authorize(app).redeem(origin));
    }
}
