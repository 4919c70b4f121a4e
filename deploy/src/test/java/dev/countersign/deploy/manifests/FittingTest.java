package dev.countersign.deploy.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countersign.local.Ports;
import dev.countersign.local.ServiceDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whether what names something else names what is there. */
class FittingTest {

    /** Made by an operator of the cluster, or by the one who installs. */
    private static final Set<String> SECRETS_FROM_ELSEWHERE =
            Set.of(
                    "server-keys",
                    "key-encryption-key",
                    "postgresql",
                    "sample-api-postgresql",
                    "redis",
                    "bootstrap");

    /** By which an operator finds its own pods. */
    private static final Set<String> OPERATORS =
            Set.of(
                    "cnpg.io/cluster",
                    "strimzi.io/cluster",
                    "gateway.networking.k8s.io/gateway-name");

    static Stream<Overlay> overlays() {
        return Overlay.all();
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void everyServiceFindsPodsAndTheirPorts(Overlay overlay) {
        assertThat(overlay.ofKind("Service"))
                .isNotEmpty()
                .allSatisfy(
                        service -> {
                            Map<String, String> selector =
                                    Manifest.strings(service.at("/spec/selector"));
                            List<Workload> selected =
                                    overlay.workloads()
                                            .filter(it -> contains(it.labels(), selector))
                                            .toList();
                            assertThat(selected).hasSize(1);
                            assertThat(Manifest.each(service.at("/spec/ports")))
                                    .allSatisfy(
                                            port ->
                                                    assertThat(portNames(selected.getFirst()))
                                                            .contains(
                                                                    port.path("targetPort")
                                                                            .asText()));
                        });
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void everySelectorOfItsOwnPodsFitsThem(Overlay overlay) {
        assertThat(overlay.workloads().filter(workload -> !workload.isJob()))
                .allSatisfy(
                        workload ->
                                assertThat(workload.labels())
                                        .containsAllEntriesOf(
                                                Manifest.strings(
                                                        workload.object()
                                                                .at(
                                                                        "/spec/selector/matchLabels"))));
        assertThat(
                        Stream.of("PodDisruptionBudget", "NetworkPolicy")
                                .flatMap(overlay::ofKind)
                                .map(FittingTest::podLabels)
                                // an operator's own pods
                                .filter(
                                        labels ->
                                                labels.keySet().stream()
                                                        .noneMatch(OPERATORS::contains)))
                .allSatisfy(
                        labels ->
                                assertThat(overlay.workloads())
                                        .anyMatch(it -> contains(it.labels(), labels)));
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void everyServiceListensWhereTheContractSays(Overlay overlay) {
        Ports contract = new Ports(Ports.DEFAULT_BASE);
        for (ServiceDefinition definition : ServiceDefinition.values()) {
            Manifest service = overlay.find("Service", definition.id()).orElseThrow();
            Workload workload =
                    overlay.services()
                            .filter(it -> it.name().equals(definition.id()))
                            .findFirst()
                            .orElseThrow();
            Map<String, Integer> expected =
                    Map.of(
                            "http", contract.service(definition),
                            "management", contract.management(definition));

            assertThat(numbers(service.at("/spec/ports"), "port")).isEqualTo(expected);
            assertThat(numbers(workload.container().path("ports"), "containerPort"))
                    .isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void everyServiceIsScaledAndGuarded(Overlay overlay) {
        for (ServiceDefinition definition : ServiceDefinition.values()) {
            Manifest scaler =
                    overlay.find("HorizontalPodAutoscaler", definition.id()).orElseThrow();
            assertThat(scaler.at("/spec/scaleTargetRef/name").asText()).isEqualTo(definition.id());
            assertThat(scaler.at("/spec/minReplicas").asInt())
                    .isLessThanOrEqualTo(scaler.at("/spec/maxReplicas").asInt());
            assertThat(overlay.find("PodDisruptionBudget", definition.id())).isPresent();
        }
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void everyConfigMapAndSecretThatIsReadIsThere(Overlay overlay) {
        Map<String, Set<String>> configMaps =
                overlay.ofKind("ConfigMap")
                        .collect(
                                Collectors.toMap(
                                        Manifest::name,
                                        it -> Manifest.strings(it.at("/data")).keySet()));
        Set<String> secrets =
                Stream.of(
                                SECRETS_FROM_ELSEWHERE.stream(),
                                overlay.ofKind("KafkaUser").map(Manifest::name),
                                overlay.ofKind("Kafka").map(it -> it.name() + "-cluster-ca-cert"),
                                overlay.ofKind("Cluster").map(it -> it.name() + "-ca"))
                        .flatMap(it -> it)
                        .collect(Collectors.toSet());

        assertThat(overlay.workloads())
                .allSatisfy(
                        workload -> {
                            assertThat(configMaps.keySet())
                                    .containsAll(names(workload, "configMap"));
                            assertThat(secrets).containsAll(names(workload, "secret"));
                        });
        assertThat(overlay.workloads().flatMap(Workload::containers).flatMap(FittingTest::keyRefs))
                .allSatisfy(
                        reference ->
                                assertThat(
                                                configMaps.getOrDefault(
                                                        reference.path("name").asText(), Set.of()))
                                        .contains(reference.path("key").asText()));
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void everyMountHasItsVolume(Overlay overlay) {
        assertThat(overlay.workloads().filter(it -> !it.object().kind().equals("StatefulSet")))
                .allSatisfy(
                        workload ->
                                assertThat(
                                                Manifest.each(workload.spec().path("volumes"))
                                                        .map(it -> it.path("name").asText())
                                                        .toList())
                                        .containsAll(
                                                workload.containers()
                                                        .flatMap(
                                                                it ->
                                                                        Manifest.each(
                                                                                it.path(
                                                                                        "volumeMounts")))
                                                        .map(it -> it.path("name").asText())
                                                        .toList()));
    }

    private static Stream<JsonNode> keyRefs(JsonNode container) {
        return Manifest.each(container.path("env"))
                .map(it -> it.at("/valueFrom/configMapKeyRef"))
                .filter(it -> !it.isMissingNode());
    }

    /**
     * @param kind {@code configMap} or {@code secret}: as volumes and variables name it
     */
    private static List<String> names(Workload workload, String kind) {
        List<String> names = new ArrayList<>();
        String nameOfVolume = kind.equals("secret") ? "secretName" : "name";
        for (JsonNode volume : Manifest.each(workload.spec().path("volumes")).toList()) {
            names.add(volume.path(kind).path(nameOfVolume).asText());
            for (JsonNode source : Manifest.each(volume.at("/projected/sources")).toList()) {
                names.add(source.path(kind).path("name").asText());
            }
        }
        for (JsonNode container : workload.containers().toList()) {
            for (JsonNode source : Manifest.each(container.path("envFrom")).toList()) {
                names.add(source.path(kind + "Ref").path("name").asText());
            }
        }
        names.removeIf(String::isEmpty);
        return names;
    }

    private static Map<String, String> podLabels(Manifest object) {
        JsonNode selector =
                object.kind().equals("NetworkPolicy")
                        ? object.at("/spec/podSelector/matchLabels")
                        : object.at("/spec/selector/matchLabels");
        return Manifest.strings(selector);
    }

    private static boolean contains(Map<String, String> labels, Map<String, String> wanted) {
        return wanted.entrySet().stream()
                .allMatch(it -> Objects.equals(labels.get(it.getKey()), it.getValue()));
    }

    private static Set<String> portNames(Workload workload) {
        return workload.ports().map(it -> it.path("name").asText()).collect(Collectors.toSet());
    }

    private static Map<String, Integer> numbers(JsonNode ports, String field) {
        return Manifest.each(ports)
                .collect(
                        Collectors.toMap(
                                it -> it.path("name").asText(), it -> it.path(field).asInt()));
    }
}
