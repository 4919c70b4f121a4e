package dev.countersign.resourceserver.jaxrs;

import java.net.URI;
import java.util.Optional;

/** This API's identifier: the audience of its tokens, and where its metadata is (RFC 9728 §3.1). */
record ResourceIdentifier(String value) {

    static final String WELL_KNOWN = "/.well-known/oauth-protected-resource";

    /** Empty for an identifier that is no address: then nothing can be found there. */
    Optional<URI> metadata() {
        URI uri = URI.create(value);
        return uri.getRawAuthority() != null && value.startsWith("http")
                ? Optional.of(
                        URI.create(
                                uri.getScheme()
                                        + "://"
                                        + uri.getRawAuthority()
                                        + WELL_KNOWN
                                        + path(uri)))
                : Optional.empty();
    }

    private static String path(URI uri) {
        return "/".equals(uri.getRawPath()) ? "" : uri.getRawPath();
    }
}
