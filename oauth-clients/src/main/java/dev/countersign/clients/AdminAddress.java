package dev.countersign.clients;

import dev.countersign.protocol.Issuer;
import dev.countersign.protocol.Origin;
import java.util.Locale;
import java.util.Optional;

/**
 * Where administration is asked for: below the issuer, or at a host of its own. What its tokens are
 * meant for does not follow it: that is {@link AdminApi#identifier}.
 *
 * @param own empty where it is below the issuer
 */
public record AdminAddress(Issuer issuer, Optional<Origin> own) {

    /**
     * The issuer's origin is none of its own.
     *
     * @throws IllegalArgumentException if only port or scheme differ from the issuer's: cookies are
     *     sent to all ports of a host, and a proxy may name another port than the browser did
     */
    public AdminAddress {
        own = own.filter(it -> !it.equals(Origin.of(issuer)));
        if (own.filter(it -> it.host().equals(Origin.of(issuer).host())).isPresent()) {
            throw new IllegalArgumentException("not a host of its own: it is the issuer's");
        }
    }

    public static AdminAddress below(Issuer issuer) {
        return new AdminAddress(issuer, Optional.empty());
    }

    /** Whether the path, as it is written, is administration's. */
    public static boolean isAdministration(String path) {
        return (path + "/").startsWith(AdminPages.PATH + "/");
    }

    /** The absolute URL of a path that begins with a slash. */
    public String at(String path) {
        return own.map(Origin::value).orElse(issuer.value()) + path;
    }

    public boolean isHttps() {
        return at("").startsWith("https:");
    }

    /** The issuer's origin where that is another one: the way to a session leads through it. */
    public Optional<Origin> issuersOrigin() {
        return own.map(it -> Origin.of(issuer));
    }

    /**
     * Whether a request for the path that names this host (RFC 9110 §7.2) is answered: at a host of
     * its own administration is, and nothing else; elsewhere all the rest is.
     *
     * @param host without the port; empty where the request names none
     */
    public boolean answers(String path, Optional<String> host) {
        return own.isEmpty() || isAdministration(path) == isAt(own.get(), host);
    }

    private static boolean isAt(Origin own, Optional<String> host) {
        return host.map(it -> it.toLowerCase(Locale.ROOT)).filter(own.host()::equals).isPresent();
    }
}
