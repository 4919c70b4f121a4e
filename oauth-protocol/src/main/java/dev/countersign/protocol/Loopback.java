package dev.countersign.protocol;

import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The host names that stand for this machine in a redirect URI, RFC 8252 §7.3. */
public final class Loopback {

    private static final Set<String> HOSTS = Set.of("127.0.0.1", "[::1]", "localhost");

    private Loopback() {}

    public static boolean isLoopback(@Nullable String host) {
        return host != null && HOSTS.contains(host);
    }

    /** By https, or by http on this machine alone: nobody in between can read or change it. */
    static boolean isSecure(URI uri) {
        return "https".equals(uri.getScheme())
                || ("http".equals(uri.getScheme()) && isLoopback(uri.getHost()));
    }
}
