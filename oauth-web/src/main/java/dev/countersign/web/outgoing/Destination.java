package dev.countersign.web.outgoing;

import dev.countersign.protocol.FetchedUri;
import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * Where a call goes: to an address that was looked at, so that a name that means another one a
 * moment later (DNS rebinding) leads nowhere else.
 *
 * @param address empty where a proxy resolves the name
 */
record Destination(URI uri, Optional<InetAddress> address) {

    /**
     * @param resolved what the name means here
     * @param mayBeLoopback whether the loopback is allowed, also by http
     * @throws ForbiddenDestination if there is no address, or any of them is not public
     */
    static Destination direct(
            FetchedUri target, List<InetAddress> resolved, boolean mayBeLoopback) {
        URI uri = target.uri();
        if (resolved.isEmpty()
                || !resolved.stream().allMatch(it -> isAllowed(uri, it, mayBeLoopback))) {
            throw new ForbiddenDestination(uri.getHost());
        }
        return new Destination(uri, Optional.of(resolved.getFirst()));
    }

    /**
     * A name that means nothing here may mean something to the proxy.
     *
     * @throws ForbiddenDestination if it means an address here that is not public
     */
    static Destination byProxy(FetchedUri target, List<InetAddress> resolved) {
        URI uri = target.uri();
        if (!isEncrypted(uri) || !resolved.stream().allMatch(PublicAddress::is)) {
            throw new ForbiddenDestination(uri.getHost());
        }
        return new Destination(uri, Optional.empty());
    }

    private static boolean isAllowed(URI uri, InetAddress address, boolean mayBeLoopback) {
        return address.isLoopbackAddress()
                ? mayBeLoopback
                : isEncrypted(uri) && PublicAddress.is(address);
    }

    private static boolean isEncrypted(URI uri) {
        return "https".equals(uri.getScheme());
    }

    boolean isEncrypted() {
        return isEncrypted(uri);
    }

    int port() {
        int usual = isEncrypted() ? 443 : 80;
        return uri.getPort() == -1 ? usual : uri.getPort();
    }

    String pathAndQuery() {
        String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
    }
}
