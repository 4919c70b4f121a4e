package dev.countersign.protocol;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Objects;
import java.util.Optional;

/**
 * A redirection URI, RFC 6749 §3.1.2: absolute, without a fragment, at most 2,000 characters. It is
 * compared as text (RFC 9700 §4.1.3), but for the port of a native application's loopback address.
 */
public record RedirectUri(String value) {

    private static final int LONGEST = 2_000;

    public RedirectUri {
        URI uri = parsed(value);
        if (value.length() > LONGEST || !uri.isAbsolute() || uri.getRawFragment() != null) {
            throw new IllegalArgumentException("not a redirection URI");
        }
        if (uri.getRawUserInfo() != null || isWebWithoutHost(uri)) {
            throw new IllegalArgumentException("not a redirection URI");
        }
    }

    private static boolean isWebWithoutHost(URI uri) {
        return (uri.getScheme().equals("http") || uri.getScheme().equals("https"))
                && uri.getHost() == null;
    }

    private static URI parsed(String value) {
        try {
            return new URI(value);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("not a redirection URI", e);
        }
    }

    /** True for {@code http} on 127.0.0.1, [::1] or localhost. */
    public boolean isLoopback() {
        URI uri = parsed(value);
        return "http".equals(uri.getScheme()) && Loopback.isLoopback(uri.getHost());
    }

    /** RFC 8252 §7.3: equal in host, path and query; the port is the app's choice of the moment. */
    public boolean equalsButForLoopbackPort(RedirectUri other) {
        if (!isLoopback() || !other.isLoopback()) {
            return false;
        }
        URI mine = parsed(value);
        URI theirs = parsed(other.value);
        return Objects.equals(mine.getHost(), theirs.getHost())
                && Objects.equals(mine.getRawPath(), theirs.getRawPath())
                && Objects.equals(mine.getRawQuery(), theirs.getRawQuery());
    }

    /** Scheme, host and port: what {@code form-action} and CORS compare. */
    public String origin() {
        URI uri = parsed(value);
        if (uri.getHost() == null) {
            return uri.getScheme() + ":";
        }
        String port = uri.getPort() == -1 ? "" : ":" + uri.getPort();
        return uri.getScheme() + "://" + uri.getHost() + port;
    }

    /** The site as a person is told of it; empty for an app on the person's own device. */
    public Optional<String> site() {
        return isLoopback() || !value.startsWith("http") ? Optional.empty() : Optional.of(origin());
    }

    @Override
    public String toString() {
        return value;
    }
}
