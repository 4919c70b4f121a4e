package dev.countersign.web.outgoing;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The http proxy of outgoing calls, and the hosts that are called without it. */
record Proxy(String host, int port, List<String> exceptions) {

    /**
     * @param address {@code http://host:port} or {@code host:port}
     * @param exceptions separated by commas: a host, a domain that begins with a dot, or {@code *}
     * @throws IllegalArgumentException if the address is none, or has a password
     */
    static Proxy parse(String address, Optional<String> exceptions) {
        URI uri = URI.create(address.contains("://") ? address : "http://" + address);
        if (!"http".equals(uri.getScheme()) || uri.getHost() == null || uri.getUserInfo() != null) {
            throw new IllegalArgumentException("not a proxy, http://host:port");
        }
        return new Proxy(
                uri.getHost(),
                uri.getPort() == -1 ? 80 : uri.getPort(),
                exceptions.stream()
                        .flatMap(list -> Arrays.stream(list.split(",", -1)))
                        .map(it -> it.strip().toLowerCase(Locale.ROOT))
                        .filter(it -> !it.isEmpty())
                        .toList());
    }

    /** Whether a call to this host goes through the proxy. */
    boolean isFor(String target) {
        String name = target.toLowerCase(Locale.ROOT);
        return exceptions.stream()
                .noneMatch(
                        it ->
                                it.equals("*")
                                        || it.equals(name)
                                        || name.endsWith(it.startsWith(".") ? it : "." + it));
    }
}
