package dev.countersign.deploy.routes;

import dev.countersign.deploy.GeneratedFile;
import java.nio.file.Path;
import java.util.List;

/** The path table, as it is kept in {@code deploy/components}. */
public final class RouteFiles {

    private static final Path COMPONENTS = Path.of("deploy", "components");

    private RouteFiles() {}

    /** Each of them. */
    public static List<GeneratedFile> all() {
        PublicRoutes routes = PublicRoutes.load();
        return List.of(
                file("gateway-api/routes.yaml", HttpRoutes.yaml(routes)),
                file("ingress/ingress.yaml", IngressRules.yaml(routes)),
                file("nginx/services.conf", NginxLocations.services(routes)),
                file("nginx/locations.conf", NginxLocations.locations(routes)));
    }

    private static GeneratedFile file(String path, String routes) {
        return new GeneratedFile(
                COMPONENTS.resolve(path),
                "# Written by ./countersign generate from docs/paths.tsv: change it there.\n"
                        + routes);
    }
}
