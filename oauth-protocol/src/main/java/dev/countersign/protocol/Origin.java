package dev.countersign.protocol;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/**
 * A web origin as browsers write it in the header {@code Origin} (RFC 6454 §6.2): https, or http on
 * the loopback; no path, and no port where it is the scheme's own.
 */
public record Origin(String value) {

    private static final int LONGEST = 300;

    public Origin {
        if (value.length() > LONGEST || !isOrigin(value)) {
            throw new IllegalArgumentException(
                    "not an origin (https, or http on loopback): scheme, host and port");
        }
    }

    /** The origin of a page at this address; empty where no page can be, or none that is safe. */
    public static Optional<Origin> of(RedirectUri uri) {
        try {
            URI address = new URI(uri.value());
            String scheme = String.valueOf(address.getScheme());
            return Optional.of(new Origin(serialized(scheme, address)));
        } catch (URISyntaxException | IllegalArgumentException notOne) {
            return Optional.empty();
        }
    }

    /** In which the server's own pages are. */
    public static Origin of(Issuer issuer) {
        URI address = URI.create(issuer.value());
        return new Origin(serialized(address.getScheme(), address));
    }

    /** Without the port, in lower case. */
    public String host() {
        return URI.create(value).getHost();
    }

    private static boolean isOrigin(String text) {
        try {
            URI uri = new URI(text);
            return Loopback.isSecure(uri)
                    && uri.getHost() != null
                    && text.equals(serialized(uri.getScheme(), uri));
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static String serialized(String scheme, URI uri) {
        int usual = scheme.equals("https") ? 443 : 80;
        String port = uri.getPort() == -1 || uri.getPort() == usual ? "" : ":" + uri.getPort();
        return scheme + "://" + String.valueOf(uri.getHost()).toLowerCase(Locale.ROOT) + port;
    }

    @Override
    public String toString() {
        return value;
    }
}
