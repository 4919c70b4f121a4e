package dev.countersign.protocol;

import java.net.URI;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The host that stands for applications of one owner, OpenID Connect Core 1.0 §8.1: within it a
 * person has one pairwise subject identifier.
 */
public record SectorIdentifier(String host) {

    public SectorIdentifier {
        if (host.isEmpty()) {
            throw new IllegalArgumentException("no host");
        }
        host = host.toLowerCase(Locale.ROOT);
    }

    /** The host of the {@code sector_identifier_uri}. */
    public static SectorIdentifier of(FetchedUri uri) {
        return new SectorIdentifier(uri.uri().getHost());
    }

    /**
     * The host that all of them have. Empty where they have several, and where one is no address on
     * the web: the loopback and a private-use scheme are no application's own.
     */
    public static Optional<SectorIdentifier> of(Collection<RedirectUri> redirectUris) {
        Set<Optional<SectorIdentifier>> hosts =
                redirectUris.stream().map(SectorIdentifier::of).collect(Collectors.toSet());
        return hosts.size() == 1 ? hosts.iterator().next() : Optional.empty();
    }

    private static Optional<SectorIdentifier> of(RedirectUri redirectUri) {
        URI uri = URI.create(redirectUri.value());
        @Nullable String host = uri.getHost();
        return "https".equalsIgnoreCase(uri.getScheme()) && host != null
                ? Optional.of(new SectorIdentifier(host)).filter(it -> !it.isLoopback())
                : Optional.empty();
    }

    /** RFC 6761 §6.3, RFC 5735 §3: also where no redirect URI would be taken for it. */
    private boolean isLoopback() {
        return Loopback.isLoopback(host) || host.startsWith("127.") || host.endsWith(".localhost");
    }

    @Override
    public String toString() {
        return host;
    }
}
