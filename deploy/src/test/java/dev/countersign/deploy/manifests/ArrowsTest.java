package dev.countersign.deploy.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may talk to whom: the arrows of the design and no other. */
class ArrowsTest {

    private static final String REACHES = "countersign.dev/reaches-";

    private static final Map<String, String> SERVICES =
            Map.of("app.kubernetes.io/component", "service");

    private static final Map<String, Set<String>> ARROWS =
            Map.of(
                    "auth-service", Set.of("postgresql", "redis", "kafka", "web"),
                    "token-service", Set.of("postgresql", "redis", "kafka", "web"),
                    "userinfo-service", Set.of("postgresql", "redis", "kafka"),
                    "revocation-service", Set.of("postgresql", "redis", "kafka", "web"),
                    "resource-api", Set.of("sample-api-postgresql", "kafka", "issuer"),
                    "schema", Set.of("postgresql"));

    static Stream<Overlay> overlays() {
        return Overlay.all();
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void nobodyTalksToAnybodyUnlessAPolicySaysSo(Overlay overlay) {
        Manifest nobody = overlay.find("NetworkPolicy", "nobody").orElseThrow();

        assertThat(nobody.at("/spec/podSelector")).isEmpty();
        assertThat(Manifest.texts(nobody.at("/spec/policyTypes")))
                .containsExactlyInAnyOrder("Ingress", "Egress");
        assertThat(nobody.json().path("spec").has("ingress")).isFalse();
        assertThat(nobody.json().path("spec").has("egress")).isFalse();
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void eachReachesWhatItNeedsAndNothingElse(Overlay overlay) {
        Map<String, Set<String>> reaches = new TreeMap<>();
        overlay.workloads()
                .filter(Workload::isOurs)
                .forEach(
                        workload ->
                                reaches.put(
                                        workload.name(),
                                        workload.labels().keySet().stream()
                                                .filter(label -> label.startsWith(REACHES))
                                                .map(label -> label.substring(REACHES.length()))
                                                // the issuer is the loopback there, and its proxy
                                                // leads on
                                                .filter(target -> !target.equals("gateway"))
                                                .collect(Collectors.toCollection(TreeSet::new))));

        assertThat(reaches).isEqualTo(new TreeMap<>(ARROWS));
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void everyArrowIsOnePolicyWithPorts(Overlay overlay) {
        assertThat(ARROWS.values().stream().flatMap(Set::stream).distinct())
                .allSatisfy(
                        target -> {
                            Manifest policy =
                                    overlay.find("NetworkPolicy", "to-" + target).orElseThrow();
                            assertThat(Manifest.strings(policy.at("/spec/podSelector/matchLabels")))
                                    .isEqualTo(Map.of(REACHES + target, "true"));
                            assertThat(Manifest.each(policy.at("/spec/egress")))
                                    .isNotEmpty()
                                    .allSatisfy(it -> assertThat(it.path("ports")).isNotEmpty());
                        });
    }

    /** A component that brings a store narrows the arrow to that store. */
    @Test
    void whereTheStoreIsInTheClusterItsArrowEndsThere() {
        Overlay overlay = Overlay.production();

        assertThat(Stream.of("postgresql", "sample-api-postgresql", "redis", "kafka"))
                .allSatisfy(
                        store ->
                                assertThat(
                                                Manifest.each(
                                                        overlay.find("NetworkPolicy", "to-" + store)
                                                                .orElseThrow()
                                                                .at("/spec/egress")))
                                        .allSatisfy(it -> assertThat(it.path("to")).isNotEmpty()));
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void whatClientsPublishIsNotFetchedFromPrivateAddresses(Overlay overlay) {
        Manifest web = overlay.find("NetworkPolicy", "to-web").orElseThrow();

        assertThat(Manifest.texts(web.at("/spec/egress/0/to/0/ipBlock/except")))
                .contains("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "169.254.0.0/16");
        assertThat(Manifest.texts(web.at("/spec/egress/0/to/1/ipBlock/except")))
                .contains("fc00::/7", "fe80::/10");
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void servicesAreCalledByTheGatewayAndReadByTheMonitoring(Overlay overlay) {
        assertThat(
                        overlay.ofKind("NetworkPolicy")
                                .filter(
                                        it ->
                                                Manifest.strings(
                                                                it.at(
                                                                        "/spec/podSelector/matchLabels"))
                                                        .equals(SERVICES))
                                .flatMap(it -> Manifest.each(it.at("/spec/ingress")))
                                .map(JsonNode::toString))
                .contains(
                        from("namespaceSelector", "countersign.dev/gateway", "true", "http"),
                        from(
                                "namespaceSelector",
                                "countersign.dev/monitoring",
                                "true",
                                "management"))
                .isSubsetOf(
                        from("namespaceSelector", "countersign.dev/gateway", "true", "http"),
                        from(
                                "namespaceSelector",
                                "countersign.dev/monitoring",
                                "true",
                                "management"),
                        // a gateway of its own, or one that runs beside its Gateway
                        from("podSelector", "app.kubernetes.io/name", "gateway", "http"),
                        from(
                                "podSelector",
                                "gateway.networking.k8s.io/gateway-name",
                                "countersign",
                                "http"));
    }

    private static String from(String selector, String label, String value, String port) {
        return """
        {"from":[{"%s":{"matchLabels":{"%s":"%s"}}}],"ports":[{"port":"%s","protocol":"TCP"}]}"""
                .formatted(selector, label, value, port);
    }
}
