package dev.countersign.auth.browser;

import dev.countersign.protocol.Issuer;
import dev.countersign.protocol.RandomText;
import dev.countersign.store.session.SessionCookie;
import dev.countersign.store.session.SessionCookies;
import dev.countersign.web.browser.HostCookies;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.NewCookie;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** The cookies of the pages on which people sign in. */
@Singleton
public final class Cookies {

    private static final Logger LOG = Logger.getLogger(Cookies.class);
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{43}");
    private static final String CURRENT = "session";
    private static final String OTHERS = "other-sessions";
    private static final Pattern SESSIONS =
            Pattern.compile(ID + "(\\." + ID + "){0," + (SessionCookies.MOST - 1) + "}");
    private static final Pattern DEVICES = Pattern.compile("[A-Za-z0-9_.-]{1,600}");
    private static final int LONGEST_USER_AGENT = 400;
    private static final Duration DEVICES_ARE_REMEMBERED = Duration.ofDays(180);

    private final HostCookies cookies;
    private final Issuer issuer;

    public Cookies(HostCookies cookies, Issuer issuer) {
        this.cookies = cookies;
        this.issuer = issuer;
    }

    void warn(@Observes StartupEvent start) {
        if (!issuer.isHttps()) {
            LOG.warn(
                    "The issuer is http on the loopback: cookies are not Secure. Never use such an"
                            + " issuer for anything but development.");
        }
    }

    /** Reads what the browser sent; whatever has not the form of ours counts as absent. */
    public Browser read(HttpServerRequest request) {
        Optional<String> id = cookies.value(request, "browser", ID);
        return new Browser(
                id.orElseGet(() -> RandomText.ofBits(256)),
                id.isEmpty(),
                sessions(request),
                cookies.value(request, "devices", DEVICES),
                address(request),
                userAgent(request));
    }

    /** The same for an endpoint of programs: nothing that it sent as a cookie is read. */
    public Browser unread(HttpServerRequest request) {
        return new Browser(
                RandomText.ofBits(256),
                true,
                SessionCookies.NONE,
                Optional.empty(),
                address(request),
                userAgent(request));
    }

    private SessionCookies sessions(HttpServerRequest request) {
        return new SessionCookies(
                cookies.value(request, CURRENT, ID).map(SessionCookie::new),
                cookies.value(request, OTHERS, SESSIONS).stream()
                        .flatMap(it -> Arrays.stream(it.split("\\.")))
                        .map(SessionCookie::new)
                        .toList());
    }

    private static String address(HttpServerRequest request) {
        return Address.of(request.remoteAddress().hostAddress());
    }

    private static Optional<String> userAgent(HttpServerRequest request) {
        return Optional.ofNullable(request.getHeader("User-Agent"))
                .map(it -> it.substring(0, Math.min(it.length(), LONGEST_USER_AGENT)));
    }

    public NewCookie browser(Browser browser) {
        return cookies.untilTheBrowserCloses("browser", browser.id());
    }

    /**
     * What differs from what the browser has. The current one's cookie is as it was when a browser
     * held one account only, so that a replica of that time knows it and leaves the others alone.
     */
    public NewCookie[] sessions(Browser browser, SessionCookies now) {
        List<NewCookie> changed = new ArrayList<>();
        if (!now.current().equals(browser.sessions().current())) {
            changed.add(cookie(CURRENT, now.current().stream().toList()));
        }
        if (!now.others().equals(browser.sessions().others())) {
            changed.add(cookie(OTHERS, now.others()));
        }
        return changed.toArray(NewCookie[]::new);
    }

    private NewCookie cookie(String name, List<SessionCookie> sessions) {
        String value = sessions.stream().map(SessionCookie::value).collect(Collectors.joining("."));
        return value.isEmpty() ? cookies.gone(name) : cookies.untilTheBrowserCloses(name, value);
    }

    public NewCookie devices(String sealed) {
        return cookies.lasting("devices", sealed, DEVICES_ARE_REMEMBERED);
    }
}
