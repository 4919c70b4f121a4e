package dev.countersign.deploy.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.countersign.deploy.configuration.Configuration;
import dev.countersign.local.Ports;
import dev.countersign.local.ServiceDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** {@code compose.yaml}: all of it on one host, by the same rules as in a cluster. */
class ComposeTest {

    private static final Set<String> NOT_OURS = Set.of("SMALLRYE_CONFIG_SOURCE_FILE_LOCATIONS");

    private final JsonNode compose = read();

    @Test
    void everyImageHasATagThatIsNotLatestAndOursAreOfThisVersion() throws IOException {
        String version = Versions.ofTheProject();

        assertThat(services())
                .allSatisfy(
                        (name, service) -> {
                            String image = service.path("image").asText();
                            assertThat(image).matches(".+:[^:]+").doesNotEndWith(":latest");
                            if (image.startsWith("countersign/")) {
                                assertThat(image).isEqualTo("countersign/" + name + ":" + version);
                            }
                        });
    }

    @Test
    void programsOfOursAreNobodyAndChangeNothing() {
        assertThat(ours())
                .hasSize(6)
                .allSatisfy(
                        (name, service) -> {
                            assertThat(service.path("user").asText()).isEqualTo("10001:10001");
                            assertThat(service.path("read_only").asBoolean()).isTrue();
                            assertThat(Manifest.texts(service.path("cap_drop")))
                                    .containsExactly("ALL");
                            assertThat(Manifest.texts(service.path("security_opt")))
                                    .containsExactly("no-new-privileges:true");
                        });
        assertThat(services())
                .allSatisfy(
                        (name, service) -> {
                            if (!name.equals("schema")) {
                                assertThat(service.has("mem_limit")).as(name).isTrue();
                            }
                        });
    }

    @Test
    void everySettingIsReadByTheProgramThatIsGivenItAndNoneIsMissing() throws IOException {
        Configuration configuration = Configuration.of(Deploy.project());

        assertThat(ours())
                .allSatisfy(
                        (name, service) -> {
                            Set<String> variables =
                                    Manifest.strings(service.path("environment")).keySet();
                            List<String> files = mounted(service);
                            assertThat(variables)
                                    .allMatch(
                                            it ->
                                                    NOT_OURS.contains(it)
                                                            || configuration.knowsVariable(
                                                                    name, it));
                            assertThat(files).allMatch(it -> configuration.knows(name, it));
                            Set<String> given = new TreeSet<>(variables);
                            files.stream().map(Configuration::variable).forEach(given::add);
                            assertThat(configuration.required(name))
                                    .extracting(Configuration::variable)
                                    .isSubsetOf(given);
                        });
    }

    @Test
    void theGatewayAloneIsPublishedAndAloneBelieved() {
        assertThat(services())
                .allSatisfy(
                        (name, service) ->
                                assertThat(service.has("ports")).isEqualTo(name.equals("gateway")));
        String gateway = address(services().getOrDefault("gateway", compose));
        assertThat(ours())
                .allSatisfy(
                        (name, service) ->
                                assertThat(
                                                service.at(
                                                                "/environment/QUARKUS_HTTP_PROXY_TRUSTED_PROXIES")
                                                        .asText(gateway))
                                        .isEqualTo(gateway));
    }

    @Test
    void theGatewayFindsEachServiceAtItsAddress() {
        List<String> known =
                Manifest.texts(services().getOrDefault("gateway", compose).path("extra_hosts"));

        assertThat(Arrays.stream(ServiceDefinition.values()))
                .allSatisfy(
                        it ->
                                assertThat(known)
                                        .contains(
                                                it.id()
                                                        + ":"
                                                        + address(
                                                                services()
                                                                        .getOrDefault(
                                                                                it.id(),
                                                                                compose))));
    }

    @Test
    void eachIsAskedWhetherItIsReadyAtItsManagementPort() {
        Ports contract = new Ports(Ports.DEFAULT_BASE);

        assertThat(Arrays.stream(ServiceDefinition.values()))
                .allSatisfy(
                        it ->
                                assertThat(
                                                services()
                                                        .getOrDefault(it.id(), compose)
                                                        .at("/healthcheck/test")
                                                        .toString())
                                        .contains("/" + contract.management(it) + " ")
                                        .contains("/q/health/ready"));
    }

    /** A program that is named, its file mounted or its secret given, must be there. */
    @Test
    void everyFileOfItIsThereOrIsMadeByTheScriptOfSecrets() throws IOException {
        String secrets = Files.readString(Deploy.folder("secrets"));

        assertThat(compose.path("secrets").properties())
                .allSatisfy(
                        secret ->
                                assertThat(secrets)
                                        .contains(
                                                Path.of(secret.getValue().path("file").asText())
                                                        .getFileName()
                                                        .toString()));
        assertThat(
                        services().values().stream()
                                .flatMap(it -> Manifest.each(it.path("volumes")))
                                .map(JsonNode::asText)
                                .filter(it -> it.startsWith("./"))
                                .map(it -> it.substring(0, it.indexOf(':'))))
                .isNotEmpty()
                .allSatisfy(it -> assertThat(Deploy.folder(it)).exists());
    }

    private static String address(JsonNode service) {
        return service.at("/networks/countersign/ipv4_address").asText();
    }

    /** The files of its secrets that are named as settings. */
    private static List<String> mounted(JsonNode service) {
        return Manifest.each(service.path("secrets"))
                .map(it -> it.path("target").asText())
                .filter(it -> it.contains("."))
                .toList();
    }

    private Map<String, JsonNode> services() {
        return compose.path("services").properties().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private Map<String, JsonNode> ours() {
        return services().entrySet().stream()
                .filter(it -> it.getValue().path("image").asText().startsWith("countersign/"))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** By a reader that knows anchors and what is merged. */
    private static JsonNode read() {
        try (Stream<String> lines = Files.lines(Deploy.folder("compose.yaml"))) {
            Object tree =
                    new Yaml(new SafeConstructor(new LoaderOptions()))
                            .load(lines.collect(Collectors.joining("\n")));
            return new ObjectMapper().valueToTree(tree);
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }
}
