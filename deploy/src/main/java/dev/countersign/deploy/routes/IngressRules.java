package dev.countersign.deploy.routes;

import dev.countersign.local.Route;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.stream.Collectors;

/**
 * The path table as {@code Ingress} (networking.k8s.io/v1), for clusters without the Gateway API:
 * one for all of it, and one for administration, which may have a host of its own.
 */
final class IngressRules {

    private IngressRules() {}

    static String yaml(PublicRoutes routes) {
        return new StringJoiner("---\n")
                .add(ingress("countersign", routes.others()))
                .add(ingress("administration", routes.administration()))
                .toString();
    }

    private static String ingress(String name, Map<String, List<Route>> byService) {
        return """
        apiVersion: networking.k8s.io/v1
        kind: Ingress
        metadata:
          name: %s
        spec:
          tls:
            - secretName: %s-tls
              hosts:
                - id.example.com
          rules:
            - host: id.example.com
              http:
                paths:
        """
                        .formatted(name, name)
                + byService.values().stream()
                        .flatMap(List::stream)
                        .map(IngressRules::path)
                        .collect(Collectors.joining());
    }

    private static String path(Route row) {
        return """
                  - path: %s
                    pathType: %s
                    backend:
                      service:
                        name: %s
                        port:
                          name: http
        """
                .formatted(row.path(), row.isBelow() ? "Prefix" : "Exact", row.service());
    }
}
