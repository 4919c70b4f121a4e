package dev.countersign.resourceserver.issuer;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * With which this API authenticates at its issuer, for introspection and for the feed over HTTP:
 * {@code client_secret_basic}.
 */
public record ApiCredentials(String clientId, String secret) {

    public ApiCredentials {
        if (clientId.isBlank() || secret.isBlank()) {
            throw new IllegalArgumentException("a client id and a secret are needed");
        }
    }

    /** The value of the header Authorization. RFC 6749 §2.3.1: both parts form-encoded first. */
    public String authorization() {
        String pair = formEncoded(clientId) + ":" + formEncoded(secret);
        return "Basic "
                + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.US_ASCII));
    }

    private static String formEncoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "ApiCredentials[clientId=%s, secret=[redacted]]".formatted(clientId);
    }
}
