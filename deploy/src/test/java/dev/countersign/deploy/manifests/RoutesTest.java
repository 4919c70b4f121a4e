package dev.countersign.deploy.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countersign.local.PathTable;
import dev.countersign.local.Route;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every route comes from the path table, and every row of it is a route. */
class RoutesTest {

    private record Routed(String path, String kind, String service) {}

    static Stream<Arguments> routed() {
        return Stream.of(
                Arguments.of(Overlay.production(), "HTTPRoute"),
                Arguments.of(Overlay.ingress(), "Ingress"));
    }

    @ParameterizedTest
    @MethodSource("routed")
    void theRoutesAreThePathTable(Overlay overlay, String kind) {
        Set<Routed> table =
                PathTable.load().routes().stream().map(RoutesTest::row).collect(Collectors.toSet());

        assertThat(overlay.ofKind(kind).flatMap(RoutesTest::routes))
                .doesNotHaveDuplicates()
                .hasSameElementsAs(table);
    }

    @ParameterizedTest
    @MethodSource("routed")
    void theirHostIsTheIssuers(Overlay overlay, String kind) {
        String host = host(overlay, "COUNTERSIGN_ISSUER");

        assertThat(overlay.ofKind(kind).flatMap(RoutesTest::hosts)).isNotEmpty().containsOnly(host);
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTPRoute", "Ingress"})
    void administrationMayHaveAHostOfItsOwnAndNothingElseIsThere(String kind) {
        Overlay overlay = Overlay.everyOption();
        String administration = host(overlay, "COUNTERSIGN_ADMINISTRATION_ORIGIN");

        assertThat(administration).isNotEqualTo(host(overlay, "COUNTERSIGN_ISSUER"));
        Map<Boolean, List<Manifest>> routes =
                overlay.ofKind(kind)
                        .collect(
                                Collectors.partitioningBy(
                                        it -> it.name().equals("administration")));
        assertThat(routes.getOrDefault(false, List.of()).stream().flatMap(RoutesTest::hosts))
                .isNotEmpty()
                .doesNotContain(administration);
        assertThat(routes.getOrDefault(false, List.of()).stream().flatMap(RoutesTest::routes))
                .noneMatch(it -> (it.path() + "/").startsWith("/admin/"));
        assertThat(routes.getOrDefault(true, List.of()).stream().flatMap(RoutesTest::hosts))
                .isNotEmpty()
                .containsOnly(administration);
        assertThat(routes.getOrDefault(true, List.of()).stream().flatMap(RoutesTest::routes))
                .contains(new Routed("/assets", "Prefix", "auth-service"))
                .allMatch(
                        it ->
                                (it.path() + "/").startsWith("/admin/")
                                        || it.path().equals("/assets"));
    }

    private static String host(Overlay overlay, String setting) {
        return overlay.ofKind("ConfigMap")
                .filter(it -> it.name().startsWith("issuer-"))
                .map(it -> URI.create(it.at("/data/" + setting).asText()).getHost())
                .findFirst()
                .orElseThrow();
    }

    private static Stream<String> hosts(Manifest route) {
        return route.kind().equals("Ingress")
                ? Stream.concat(
                        Stream.of(route.at("/spec/rules/0/host").asText()),
                        Manifest.texts(route.at("/spec/tls/0/hosts")).stream())
                : Manifest.texts(route.at("/spec/hostnames")).stream();
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
