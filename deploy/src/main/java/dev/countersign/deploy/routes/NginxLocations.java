package dev.countersign.deploy.routes;

import dev.countersign.local.Route;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The path table for nginx: the services, and which of them each path goes to. */
final class NginxLocations {

    private NginxLocations() {}

    /** To be included where {@code http} blocks are. */
    static String services(PublicRoutes routes) {
        return all(routes).keySet().stream()
                .map(
                        service ->
                                """
                                        upstream %s {
                                            server %s:%d;
                                            keepalive 32;
                                        }
                                        """
                                        .formatted(service, service, PublicRoutes.port(service)))
                .collect(Collectors.joining());
    }

    /** To be included in a {@code server}. */
    static String locations(PublicRoutes routes) {
        return all(routes).values().stream()
                .flatMap(List::stream)
                .map(
                        row ->
                                "location %s { proxy_pass http://%s; }\n"
                                        .formatted(
                                                row.isBelow()
                                                        ? "^~ " + row.path() + "/"
                                                        : "= " + row.path(),
                                                row.service()))
                .collect(Collectors.joining());
    }

    private static Map<String, List<Route>> all(PublicRoutes routes) {
        return Stream.of(routes.others(), routes.administration())
                .flatMap(it -> it.entrySet().stream())
                .collect(
                        Collectors.toMap(
                                Map.Entry::getKey,
                                Map.Entry::getValue,
                                (some, more) ->
                                        Stream.concat(some.stream(), more.stream()).toList(),
                                TreeMap::new));
    }
}
