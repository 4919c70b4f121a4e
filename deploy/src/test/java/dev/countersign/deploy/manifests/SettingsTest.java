package dev.countersign.deploy.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countersign.deploy.configuration.Configuration;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whether programs know what they are told, and are told what they must know. */
class SettingsTest {

    /** Of the JVM and of the source of files, not of a program. */
    private static final Set<String> OF_EVERY_PROGRAM =
            Set.of("SMALLRYE_CONFIG_SOURCE_FILE_LOCATIONS", "JDK_JAVA_OPTIONS");

    private static final String SECRETS = "/etc/countersign/";

    @SuppressWarnings("NullAway.Init")
    private static Configuration configuration;

    static Stream<Overlay> overlays() {
        return Overlay.all();
    }

    @BeforeAll
    static void readTheSources() throws IOException {
        configuration = Configuration.of(Deploy.project());
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void everyVariableIsReadByTheProgramThatIsGivenIt(Overlay overlay) {
        assertThat(overlay.workloads().filter(Workload::isOurs))
                .hasSize(6)
                .allSatisfy(
                        workload ->
                                assertThat(variables(overlay, workload).keySet())
                                        .allMatch(
                                                variable ->
                                                        OF_EVERY_PROGRAM.contains(variable)
                                                                || configuration.knowsVariable(
                                                                        workload.name(),
                                                                        variable)));
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void everyFileThatIsMountedAsASettingIsRead(Overlay overlay) {
        assertThat(overlay.services())
                .allSatisfy(
                        service ->
                                assertThat(files(overlay, service))
                                        .isNotEmpty()
                                        .allMatch(key -> configuration.knows(service.name(), key)));
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void nothingThatIsRequiredIsMissing(Overlay overlay) {
        assertThat(overlay.workloads().filter(Workload::isOurs))
                .allSatisfy(
                        workload -> {
                            Set<String> given =
                                    new TreeSet<>(variables(overlay, workload).keySet());
                            files(overlay, workload).stream()
                                    .map(Configuration::variable)
                                    .forEach(given::add);
                            assertThat(configuration.required(workload.name()).stream())
                                    .extracting(Configuration::variable)
                                    .isSubsetOf(given);
                        });
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void noSecretIsAVariable(Overlay overlay) {
        assertThat(overlay.workloads().filter(Workload::isOurs))
                .allSatisfy(
                        workload ->
                                assertThat(
                                                workload.containers()
                                                        .flatMap(
                                                                it -> Manifest.each(it.path("env")))
                                                        .filter(
                                                                it ->
                                                                        !it.at(
                                                                                        "/valueFrom/secretKeyRef")
                                                                                .isMissingNode())
                                                        .map(
                                                                it ->
                                                                        it.at(
                                                                                        "/valueFrom/secretKeyRef/key")
                                                                                .asText()))
                                        // a name alone
                                        .allMatch("username"::equals));
        assertThat(
                        overlay.ofKind("ConfigMap")
                                .flatMap(it -> Manifest.strings(it.at("/data")).keySet().stream()))
                .noneMatch(key -> key.contains("PASSWORD") && !key.endsWith("_FILE"));
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void theMigrationsAreOfTheDatabaseThatTheServicesUse(Overlay overlay) {
        Map<String, String> schema = variables(overlay, workload(overlay, "schema"));
        for (String name :
                List.of(
                        "auth-service",
                        "token-service",
                        "userinfo-service",
                        "revocation-service")) {
            Map<String, String> service = variables(overlay, workload(overlay, name));

            assertThat(database(service.getOrDefault("QUARKUS_DATASOURCE_REACTIVE_URL", "")))
                    .isEqualTo(database(schema.getOrDefault("COUNTERSIGN_JDBC_URL", "")));
        }
    }

    private static String database(String url) {
        URI address = URI.create(url.substring(url.indexOf(':') + 1));
        return address.getHost() + ":" + address.getPort() + address.getPath();
    }

    private static Workload workload(Overlay overlay, String name) {
        return overlay.workloads()
                .filter(it -> it.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " is not there"));
    }

    /** What its program finds in its environment; empty where the value is of a Secret. */
    private static Map<String, String> variables(Overlay overlay, Workload workload) {
        JsonNode container = workload.container();
        Stream<Map.Entry<String, String>> ofMaps =
                Manifest.each(container.path("envFrom"))
                        .map(it -> it.at("/configMapRef/name").asText())
                        .map(name -> overlay.find("ConfigMap", name).orElseThrow())
                        .flatMap(it -> Manifest.strings(it.at("/data")).entrySet().stream());
        Stream<Map.Entry<String, String>> own =
                Manifest.each(container.path("env"))
                        .map(it -> Map.entry(it.path("name").asText(), value(overlay, it)));
        return Stream.concat(ofMaps, own)
                .collect(
                        Collectors.toMap(
                                Map.Entry::getKey, Map.Entry::getValue, (general, its) -> its));
    }

    private static String value(Overlay overlay, JsonNode variable) {
        JsonNode reference = variable.at("/valueFrom/configMapKeyRef");
        return reference.isMissingNode()
                ? variable.path("value").asText()
                : overlay.find("ConfigMap", reference.path("name").asText())
                        .orElseThrow()
                        .at("/data")
                        .path(reference.path("key").asText())
                        .asText();
    }

    /** The files in the folders in which the program looks for settings. */
    private static List<String> files(Overlay overlay, Workload workload) {
        List<String> folders =
                List.of(
                        variables(overlay, workload)
                                .getOrDefault("SMALLRYE_CONFIG_SOURCE_FILE_LOCATIONS", "")
                                .split(","));
        Set<String> volumes =
                Manifest.each(workload.container().path("volumeMounts"))
                        .filter(it -> folders.contains(it.path("mountPath").asText()))
                        .map(it -> it.path("name").asText())
                        .collect(Collectors.toSet());
        assertThat(folders).allMatch(it -> it.isEmpty() || it.startsWith(SECRETS));
        return Manifest.each(workload.spec().path("volumes"))
                .filter(it -> volumes.contains(it.path("name").asText()))
                .flatMap(it -> Manifest.each(it.at("/secret/items")))
                .map(it -> it.path("path").asText())
                .toList();
    }
}
