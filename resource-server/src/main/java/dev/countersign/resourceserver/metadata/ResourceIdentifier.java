package dev.countersign.resourceserver.metadata;

import java.net.URI;
import java.util.Optional;

/**
 * An API's identifier: the audience of its tokens, and where its metadata is (RFC 9728 §1.2, §3.1).
 */
public record ResourceIdentifier(String value) {

    /** Stands between the host and the rest of the identifier. */
    public static final String WELL_KNOWN = "/.well-known/oauth-protected-resource";

    /**
     * @throws IllegalArgumentException if it is no URI, or has a fragment
     */
    public ResourceIdentifier {
        if (value.isBlank() || URI.create(value).getRawFragment() != null) {
            throw new IllegalArgumentException("is empty or has a fragment");
        }
    }

    /** Empty for an identifier that is no address: then nothing can be found there. */
    public Optional<URI> metadata() {
        URI uri = URI.create(value);
        return uri.getRawAuthority() != null && value.startsWith("http")
                ? Optional.of(
                        URI.create(
                                uri.getScheme()
                                        + "://"
                                        + uri.getRawAuthority()
                                        + WELL_KNOWN
                                        + path(uri)
                                        + query(uri)))
                : Optional.empty();
    }

    /** RFC 9728 §3.1: a slash that ends the host is no part of it. */
    private static String path(URI uri) {
        return "/".equals(uri.getRawPath()) ? "" : uri.getRawPath();
    }

    private static String query(URI uri) {
        return uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
    }
}
