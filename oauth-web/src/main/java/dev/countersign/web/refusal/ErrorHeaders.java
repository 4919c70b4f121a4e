package dev.countersign.web.refusal;

import dev.countersign.protocol.error.OAuthException;
import java.util.LinkedHashMap;
import java.util.Map;

/** The headers of a refusal, whatever its body is. */
final class ErrorHeaders {

    private ErrorHeaders() {}

    static Map<String, String> of(OAuthException refused) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Cache-Control", "no-store");
        headers.put("Pragma", "no-cache");
        headers.put("X-Content-Type-Options", "nosniff");
        Challenge.of(refused).ifPresent(it -> headers.put("WWW-Authenticate", it));
        switch (refused.code()) {
            case TEMPORARILY_UNAVAILABLE -> headers.put("Retry-After", "1");
            case TOO_MANY_REQUESTS -> headers.put("Retry-After", "60");
            default -> {}
        }
        return headers;
    }
}
