package dev.countersign.web.page;

import dev.countersign.clients.RegisteredUri;
import dev.countersign.protocol.Origin;

/** Where the forms of a page may end: the sources of {@code form-action} (CSP 3 §6.3.1). */
record FormAction(String sources) {

    static FormAction here() {
        return new FormAction("'self'");
    }

    /** For a form of ours whose answer redirects to an application. */
    static FormAction hereAndAt(RegisteredUri target) {
        return new FormAction("'self' " + source(target.uri().origin()));
    }

    /** For a form of ours whose answer redirects to another origin of ours. */
    static FormAction hereAndAt(Origin ours) {
        return new FormAction("'self' " + source(ours.value()));
    }

    static FormAction onlyAt(RegisteredUri target) {
        return new FormAction(source(target.uri().origin()));
    }

    /** CSP 3 §2.3.1 has no IPv6 literal: there the scheme alone has to do. */
    private static String source(String origin) {
        return origin.contains("[") ? origin.substring(0, origin.indexOf(':') + 1) : origin;
    }
}
