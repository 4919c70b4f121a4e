package dev.countersign.protocol;

import java.net.URI;

/**
 * The address of a document that a client publishes and this server fetches, such as its {@code
 * jwks_uri}: https, or http on the loopback, without user info and fragment. What may really be
 * called is decided when it is called.
 */
public record FetchedUri(String value) {

    private static final int LONGEST = 1000;

    public FetchedUri {
        URI uri = URI.create(value);
        boolean plain = uri.getRawUserInfo() == null && uri.getRawFragment() == null;
        boolean visible = value.chars().allMatch(it -> it > 0x20 && it < 0x7f);
        if (!Loopback.isSecure(uri)
                || uri.getHost() == null
                || !plain
                || !visible
                || value.length() > LONGEST) {
            throw new IllegalArgumentException("not an https URI without user info and fragment");
        }
    }

    public URI uri() {
        return URI.create(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
