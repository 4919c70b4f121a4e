package dev.countersign.auth.browser;

import dev.countersign.store.request.RequestHandle;
import dev.countersign.store.session.SessionCookie;
import dev.countersign.store.session.SessionCookies;
import java.util.ArrayList;
import java.util.List;

/**
 * What the token of a form is bound to: the form, the browser and, where there is one, the pending
 * request.
 *
 * @param parts none holds a line break
 */
public record Form(Browser browser, List<String> parts) {

    public Form {
        parts = List.copyOf(parts);
    }

    /** Of a form that belongs to no pending request. */
    public static Form of(String name, Browser browser) {
        return new Form(browser, List.of(name, browser.id()));
    }

    public static Form of(String name, Browser browser, RequestHandle request) {
        return of(name, browser).and(request.value());
    }

    /** Shown to one session: after its end, or in another one, it is worth nothing. */
    public Form by(SessionCookie session) {
        return and(session.value());
    }

    /**
     * About all of the browser's sessions: where one has come or gone the person is asked again.
     */
    public Form by(SessionCookies sessions) {
        Form form = this;
        for (String each : sessions.all().stream().map(SessionCookie::value).sorted().toList()) {
            form = form.and(each);
        }
        return form;
    }

    private Form and(String part) {
        List<String> more = new ArrayList<>(parts);
        more.add(part);
        return new Form(browser, more);
    }

    @Override
    public String toString() {
        return "[redacted]";
    }
}
