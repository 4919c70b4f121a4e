package dev.countersign.auth.admin.applications;

import dev.countersign.clients.ApplicationType;
import dev.countersign.protocol.RedirectUri;
import java.net.URI;
import java.util.Locale;

/**
 * Which redirection URIs an application may register, for answers and for returns from a logout,
 * RFC 9700 §4.1.1 and RFC 8252 §7: https, http on the loopback, and of a native application a
 * private-use scheme. None has a wildcard.
 */
final class RedirectUriRule {

    static final String DETAIL =
            "is no https URI, http on the loopback, or, of a native application, of a private-use"
                    + " scheme such as com.example.app; without fragment and wildcard";

    private RedirectUriRule() {}

    /**
     * @throws IllegalArgumentException if it is none
     */
    static RedirectUri of(String text, ApplicationType type) {
        RedirectUri uri = new RedirectUri(text);
        URI parts = URI.create(text);
        String scheme = parts.getScheme();
        boolean allowed =
                switch (scheme) {
                    case "https" -> true;
                    case "http" -> uri.isLoopback();
                    default -> type == ApplicationType.NATIVE && isPrivateUse(scheme);
                };
        if (!allowed || text.contains("*") || !isOfVisibleAscii(text)) {
            throw new IllegalArgumentException("not to be registered");
        }
        return uri;
    }

    /** RFC 8252 §7.1: a domain name in reverse, so it has a dot; no scheme of browsers has one. */
    private static boolean isPrivateUse(String scheme) {
        return scheme.contains(".") && scheme.equals(scheme.toLowerCase(Locale.ROOT));
    }

    private static boolean isOfVisibleAscii(String text) {
        return text.chars().allMatch(it -> it > 0x20 && it < 0x7f);
    }
}
