package dev.countersign.protocol;

import java.net.URI;

/**
 * The issuer identifier, RFC 8414 §2: an https URL without query or fragment; http only on the
 * loopback. It has no trailing slash, so that paths are appended as they are.
 */
public record Issuer(String value) {

    public Issuer {
        URI uri = URI.create(value);
        if (!Loopback.isSecure(uri) || uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw new IllegalArgumentException(
                    "not an issuer (https, or http on loopback): " + value);
        }
        if (value.endsWith("/")) {
            throw new IllegalArgumentException("an issuer has no trailing slash: " + value);
        }
    }

    /** The absolute URL of a path that begins with a slash. */
    public String at(String path) {
        return value + path;
    }

    public boolean isHttps() {
        return value.startsWith("https:");
    }

    @Override
    public String toString() {
        return value;
    }
}
