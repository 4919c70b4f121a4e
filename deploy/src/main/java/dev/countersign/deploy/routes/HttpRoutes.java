package dev.countersign.deploy.routes;

import dev.countersign.local.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.stream.Collectors;

/**
 * The path table as {@code HTTPRoute}s of the Gateway API (gateway.networking.k8s.io/v1): one for
 * each service, by its name, and one for administration. A path that is equal wins over a prefix, a
 * longer prefix over a shorter one, whatever route they are in.
 */
final class HttpRoutes {

    /** The first versions of the API took so many in one rule. */
    private static final int MATCHES_OF_A_RULE = 8;

    private HttpRoutes() {}

    static String yaml(PublicRoutes routes) {
        StringJoiner file = new StringJoiner("---\n");
        routes.others().forEach((service, rows) -> file.add(route(service, Map.of(service, rows))));
        file.add(route("administration", routes.administration()));
        return file.toString();
    }

    private static String route(String name, Map<String, List<Route>> byService) {
        return """
        apiVersion: gateway.networking.k8s.io/v1
        kind: HTTPRoute
        metadata:
          name: %s
        spec:
          parentRefs:
            - name: countersign
          hostnames:
            - id.example.com
          rules:
        """
                        .formatted(name)
                + byService.entrySet().stream()
                        .map(entry -> rules(entry.getKey(), entry.getValue()))
                        .collect(Collectors.joining());
    }

    private static String rules(String service, List<Route> rows) {
        return inRules(rows).stream()
                .map(
                        some ->
                                """
                                    - matches:
                                %s      backendRefs:
                                        - name: %s
                                          port: %d
                                """
                                        .formatted(
                                                some.stream()
                                                        .map(HttpRoutes::match)
                                                        .collect(Collectors.joining()),
                                                service,
                                                PublicRoutes.port(service)))
                .collect(Collectors.joining());
    }

    private static String match(Route row) {
        return """
                - path:
                    type: %s
                    value: %s
        """
                .formatted(row.isBelow() ? "PathPrefix" : "Exact", row.path());
    }

    private static List<List<Route>> inRules(List<Route> rows) {
        List<List<Route>> rules = new ArrayList<>();
        for (int from = 0; from < rows.size(); from += MATCHES_OF_A_RULE) {
            rules.add(rows.subList(from, Math.min(rows.size(), from + MATCHES_OF_A_RULE)));
        }
        return rules;
    }
}
