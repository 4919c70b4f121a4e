package dev.countersign.deploy.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countersign.local.ServiceDefinition;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every pod must have, whoever wrote it: the restricted pod security standard, and more. */
class PodPolicyTest {

    static Stream<Overlay> overlays() {
        return Overlay.all();
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void everyImageHasATagThatIsNotLatest(Overlay overlay) {
        assertThat(overlay.workloads().flatMap(Workload::containers))
                .isNotEmpty()
                .allSatisfy(
                        container ->
                                assertThat(container.path("image").asText())
                                        .matches(".+:[^:]+")
                                        .doesNotEndWith(":latest"));
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void ourImagesAreOfThisVersion(Overlay overlay) throws Exception {
        String version = Versions.ofTheProject();

        assertThat(overlay.workloads().filter(Workload::isOurs).map(Workload::container))
                .hasSize(6)
                .allSatisfy(
                        container ->
                                assertThat(container.path("image").asText())
                                        .endsWith(":" + version));
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void nothingRunsAsRootOrGainsWhatItWasNotGiven(Overlay overlay) {
        assertThat(overlay.workloads())
                .allSatisfy(
                        workload -> {
                            JsonNode pod = workload.spec().path("securityContext");
                            assertThat(pod.path("runAsNonRoot").asBoolean()).isTrue();
                            assertThat(pod.path("runAsUser").asInt()).isPositive();
                            assertThat(pod.at("/seccompProfile/type").asText())
                                    .isEqualTo("RuntimeDefault");
                        });
        assertThat(overlay.workloads().flatMap(Workload::containers))
                .allSatisfy(
                        container -> {
                            JsonNode context = container.path("securityContext");
                            assertThat(context.path("allowPrivilegeEscalation").asBoolean(true))
                                    .isFalse();
                            assertThat(Manifest.texts(context.at("/capabilities/drop")))
                                    .containsExactly("ALL");
                        });
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void nothingWritesToItsImage(Overlay overlay) {
        assertThat(
                        overlay.workloads()
                                // a broker for a try, which writes its settings beside its program
                                .filter(it -> !it.name().equals("kafka"))
                                .flatMap(Workload::containers))
                .allSatisfy(
                        container ->
                                assertThat(
                                                container
                                                        .at(
                                                                "/securityContext/readOnlyRootFilesystem")
                                                        .asBoolean())
                                        .isTrue());
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void nothingHasAKeyToTheCluster(Overlay overlay) {
        assertThat(overlay.workloads())
                .allSatisfy(
                        workload ->
                                assertThat(
                                                workload.spec()
                                                        .path("automountServiceAccountToken")
                                                        .asBoolean(true))
                                        .isFalse());
        assertThat(overlay.ofKind("ServiceAccount"))
                .allSatisfy(
                        account ->
                                assertThat(
                                                account.at("/automountServiceAccountToken")
                                                        .asBoolean(true))
                                        .isFalse());
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void whatEachMayUseHasALimit(Overlay overlay) {
        assertThat(overlay.workloads().flatMap(Workload::containers))
                .allSatisfy(
                        container -> {
                            JsonNode resources = container.path("resources");
                            for (String part : List.of("requests", "limits")) {
                                assertThat(Manifest.strings(resources.path(part)))
                                        .containsOnlyKeys("cpu", "memory");
                            }
                        });
        assertThat(
                        overlay.workloads()
                                .flatMap(it -> Manifest.each(it.spec().path("volumes")))
                                .filter(volume -> volume.has("emptyDir")))
                .allSatisfy(
                        volume ->
                                assertThat(volume.at("/emptyDir/sizeLimit").asText()).isNotEmpty());
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void everyProgramThatStaysIsAskedWhetherItIsWell(Overlay overlay) {
        assertThat(overlay.workloads().filter(workload -> !workload.isJob()))
                .allSatisfy(
                        workload -> {
                            for (String probe :
                                    List.of("startupProbe", "readinessProbe", "livenessProbe")) {
                                assertThat(workload.container().has(probe)).as(probe).isTrue();
                            }
                        });
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void servicesAreAskedAtTheirManagementPort(Overlay overlay) {
        Map<String, String> paths =
                Map.of(
                        "startupProbe", "/q/health/started",
                        "readinessProbe", "/q/health/ready",
                        "livenessProbe", "/q/health/live");

        assertThat(overlay.services())
                .hasSize(5)
                .allSatisfy(
                        service ->
                                assertThat(paths)
                                        .allSatisfy(
                                                (probe, path) -> {
                                                    JsonNode get =
                                                            service.container()
                                                                    .path(probe)
                                                                    .path("httpGet");
                                                    assertThat(get.path("path").asText())
                                                            .isEqualTo(path);
                                                    assertThat(get.path("port").asText())
                                                            .isEqualTo("management");
                                                }));
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void aServiceEndsInOrder(Overlay overlay) {
        assertThat(overlay.services())
                .allSatisfy(
                        service -> {
                            // drain, what is under way, and the JVM
                            assertThat(service.spec().path("terminationGracePeriodSeconds").asInt())
                                    .isGreaterThanOrEqualTo(8 + 10 + 10);
                            assertThat(
                                            service.object()
                                                    .at(
                                                            "/spec/strategy/rollingUpdate/maxUnavailable")
                                                    .asInt(-1))
                                    .isZero();
                        });
        assertThat(
                        overlay.ofKind("ConfigMap")
                                .filter(it -> it.name().startsWith("service-"))
                                .map(it -> it.at("/data/QUARKUS_SHUTDOWN_DELAY").asText()))
                .containsExactly("8s");
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void servicesAreSpreadOverZonesAndNodes(Overlay overlay) {
        assertThat(overlay.services())
                .allSatisfy(
                        service ->
                                assertThat(
                                                Manifest.each(
                                                        service.spec()
                                                                .path("topologySpreadConstraints")))
                                        .extracting(it -> it.path("topologyKey").asText())
                                        .containsExactly(
                                                "topology.kubernetes.io/zone",
                                                "kubernetes.io/hostname"));
    }

    /** What an operator makes of them must pass the namespace's standard, too. */
    @Test
    void theBrokersAndWhatLooksAfterThemGainNothingEither() {
        Manifest brokers = Overlay.production().find("KafkaNodePool", "brokers").orElseThrow();
        Manifest kafka = Overlay.production().find("Kafka", "kafka").orElseThrow();

        for (JsonNode pod :
                List.of(
                        brokers.at("/spec/template/pod/securityContext"),
                        kafka.at("/spec/entityOperator/template/pod/securityContext"))) {
            assertThat(pod.path("runAsNonRoot").asBoolean()).isTrue();
            assertThat(pod.at("/seccompProfile/type").asText()).isEqualTo("RuntimeDefault");
        }
        for (JsonNode container :
                List.of(
                        brokers.at("/spec/template/kafkaContainer"),
                        // made where the zone is asked for
                        brokers.at("/spec/template/initContainer"),
                        kafka.at("/spec/entityOperator/template/topicOperatorContainer"),
                        kafka.at("/spec/entityOperator/template/userOperatorContainer"))) {
            JsonNode context = container.path("securityContext");
            assertThat(context.path("allowPrivilegeEscalation").asBoolean(true)).isFalse();
            assertThat(Manifest.texts(context.at("/capabilities/drop"))).containsExactly("ALL");
        }
    }

    /** As many replicas as may be, each with its pool; a rollout makes one more of each. */
    @Test
    void postgresqlHasAConnectionForEveryReplicaThatMayBe() throws IOException {
        Overlay overlay = Overlay.production();
        int most = 0;
        for (ServiceDefinition service : ServiceDefinition.values()) {
            Properties settings = new Properties();
            try (Reader file =
                    Files.newBufferedReader(
                            Deploy.project()
                                    .resolve(service.id())
                                    .resolve("src/main/resources/application.properties"))) {
                settings.load(file);
            }
            int pool =
                    Integer.parseInt(
                            settings.getProperty("quarkus.datasource.reactive.max-size", "20"));
            int replicas =
                    overlay.find("HorizontalPodAutoscaler", service.id())
                            .orElseThrow()
                            .at("/spec/maxReplicas")
                            .asInt();
            most += pool * (replicas + 1);
        }

        assertThat(
                        overlay.find("Cluster", "postgresql")
                                .orElseThrow()
                                .at("/spec/postgresql/parameters/max_connections")
                                .asInt())
                .isGreaterThanOrEqualTo(most);
    }
}
