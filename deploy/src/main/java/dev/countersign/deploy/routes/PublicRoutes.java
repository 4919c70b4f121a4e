package dev.countersign.deploy.routes;

import dev.countersign.local.PathTable;
import dev.countersign.local.Ports;
import dev.countersign.local.Route;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The rows of the path table, by the service that answers them: those of administration, which may
 * have a host of its own, and all others. By path alone: which methods pass a service says itself.
 */
record PublicRoutes(List<Route> routes) {

    private static final Map<String, Integer> PORTS = new Ports(Ports.DEFAULT_BASE).services();
    private static final String ADMINISTRATION = "/admin";

    PublicRoutes {
        routes = routes.stream().sorted(Comparator.comparing(Route::pattern)).toList();
    }

    static PublicRoutes load() {
        return new PublicRoutes(PathTable.load().routes());
    }

    Map<String, List<Route>> administration() {
        return byService(PublicRoutes::isOfAdministration);
    }

    Map<String, List<Route>> others() {
        return byService(Predicate.not(PublicRoutes::isOfAdministration));
    }

    static int port(String service) {
        return Optional.ofNullable(PORTS.get(service))
                .orElseThrow(() -> new IllegalArgumentException(service + " is no service"));
    }

    private static boolean isOfAdministration(Route route) {
        return (route.path() + "/").startsWith(ADMINISTRATION + "/");
    }

    private Map<String, List<Route>> byService(Predicate<Route> chosen) {
        return routes.stream()
                .filter(chosen)
                .collect(Collectors.groupingBy(Route::service, TreeMap::new, Collectors.toList()));
    }
}
