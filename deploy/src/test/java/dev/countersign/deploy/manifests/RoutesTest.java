package dev.countersign.deploy.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countersign.local.PathTable;
import dev.countersign.local.Route;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every route comes from the path table, and every row of it is a route. */
class RoutesTest {

    private record Routed(String path, String kind, String service) {}

    @ParameterizedTest
    @ValueSource(strings = {"HTTPRoute", "Ingress"})
    void theRoutesAreThePathTable(String kind) {
        Set<Routed> table =
                PathTable.load().routes().stream().map(RoutesTest::row).collect(Collectors.toSet());

        List<Routed> routes =
                Overlay.everyOption().ofKind(kind).flatMap(RoutesTest::routes).toList();

        assertThat(routes).doesNotHaveDuplicates().hasSameElementsAs(table);
    }

    @Test
    void theirHostIsTheIssuers() {
        Overlay overlay = Overlay.everyOption();
        String issuer =
                overlay.ofKind("ConfigMap")
                        .filter(it -> it.name().startsWith("issuer-"))
                        .map(it -> it.at("/data/COUNTERSIGN_ISSUER").asText())
                        .findFirst()
                        .orElseThrow();
        String host = URI.create(issuer).getHost();

        assertThat(overlay.ofKind("HTTPRoute"))
                .hasSize(6)
                .allSatisfy(
                        route ->
                                assertThat(Manifest.texts(route.at("/spec/hostnames")))
                                        .containsExactly(host));
        assertThat(overlay.ofKind("Ingress"))
                .hasSize(2)
                .allSatisfy(
                        ingress -> {
                            assertThat(ingress.at("/spec/rules/0/host").asText()).isEqualTo(host);
                            assertThat(Manifest.texts(ingress.at("/spec/tls/0/hosts")))
                                    .containsExactly(host);
                        });
    }

    private static Routed row(Route route) {
        return new Routed(route.path(), route.isBelow() ? "Prefix" : "Exact", route.service());
    }

    private static Stream<Routed> routes(Manifest route) {
        return route.kind().equals("Ingress") ? ofIngress(route) : ofHttpRoute(route);
    }

    private static Stream<Routed> ofIngress(Manifest ingress) {
        return Manifest.each(ingress.at("/spec/rules/0/http/paths"))
                .map(
                        it ->
                                new Routed(
                                        it.path("path").asText(),
                                        it.path("pathType").asText(),
                                        it.at("/backend/service/name").asText()));
    }

    private static Stream<Routed> ofHttpRoute(Manifest route) {
        return Manifest.each(route.at("/spec/rules"))
                .flatMap(
                        rule ->
                                Manifest.each(rule.path("matches"))
                                        .map(match -> routed(match.path("path"), rule)));
    }

    private static Routed routed(JsonNode path, JsonNode rule) {
        return new Routed(
                path.path("value").asText(),
                path.path("type").asText().replace("PathPrefix", "Prefix"),
                rule.at("/backendRefs/0/name").asText());
    }
}
