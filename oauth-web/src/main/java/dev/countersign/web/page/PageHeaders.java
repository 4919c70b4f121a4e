package dev.countersign.web.page;

import dev.countersign.clients.RegisteredRedirectUri;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What every page says to the browser: run nothing, load nothing foreign, show it in no frame. */
final class PageHeaders {

    private PageHeaders() {}

    static Map<String, String> of(Nonce nonce, Optional<RegisteredRedirectUri> formEndsAt) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Security-Policy", policy(nonce, formEndsAt));
        headers.put("Cache-Control", "no-store");
        headers.put("Pragma", "no-cache");
        headers.put("X-Content-Type-Options", "nosniff");
        headers.put("X-Frame-Options", "DENY");
        headers.put("Referrer-Policy", "no-referrer");
        headers.put("Cross-Origin-Opener-Policy", "same-origin");
        headers.put("Cross-Origin-Resource-Policy", "same-origin");
        headers.put(
                "Permissions-Policy",
                "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()");
        return headers;
    }

    private static String policy(Nonce nonce, Optional<RegisteredRedirectUri> formEndsAt) {
        return String.join(
                "; ",
                "default-src 'none'",
                "script-src 'nonce-" + nonce.value() + "'",
                "style-src 'self'",
                "img-src 'self'",
                "form-action 'self'" + formEndsAt.map(it -> " " + source(it)).orElse(""),
                "base-uri 'none'",
                "frame-ancestors 'none'");
    }

    /** CSP 3 §2.3.1 has no IPv6 literal: there the scheme alone has to do. */
    private static String source(RegisteredRedirectUri target) {
        String origin = target.uri().origin();
        return origin.contains("[") ? origin.substring(0, origin.indexOf(':') + 1) : origin;
    }
}
