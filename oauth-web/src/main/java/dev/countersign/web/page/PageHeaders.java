package dev.countersign.web.page;

import java.util.LinkedHashMap;
import java.util.Map;

/** What every page says to the browser: run nothing, load nothing foreign, show it in no frame. */
final class PageHeaders {

    private PageHeaders() {}

    static Map<String, String> of(Nonce nonce, FormAction forms) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Security-Policy", policy(nonce, forms));
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

    private static String policy(Nonce nonce, FormAction forms) {
        return String.join(
                "; ",
                "default-src 'none'",
                "script-src 'nonce-" + nonce.value() + "'",
                "style-src 'self'",
                "img-src 'self'",
                "form-action " + forms.sources(),
                "base-uri 'none'",
                "frame-ancestors 'none'");
    }
}
