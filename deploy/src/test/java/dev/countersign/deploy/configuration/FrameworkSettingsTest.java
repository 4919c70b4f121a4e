package dev.countersign.deploy.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the table says of Quarkus and Kafka is what they say of themselves. */
class FrameworkSettingsTest {

    private static final String MODEL = "META-INF/quarkus-config-doc/quarkus-config-model.json";
    private static final String CHOSEN = "*";

    private static final String LEVELS =
            "`OFF`, `FATAL`, `ERROR`, `WARN`, `INFO`, `DEBUG`, `TRACE`, `ALL`";

    private static final Map<String, String> WORDS =
            Map.of(
                    "boolean", "`true` or `false`",
                    "int", "whole number",
                    "string", "text",
                    "URI", "URI",
                    "path", "file",
                    "Duration", "duration",
                    "MemorySize", "memory size",
                    "TrustedProxyCheckPart", "text",
                    "Level", LEVELS,
                    "InheritableLevel", LEVELS + ", `inherit`");

    /** Said of what holds without a value, where a value would stand. */
    private static final Set<String> PROSE =
            Set.of("no timeout", "All proxy addresses are trusted");

    /** By key, what the operator chooses of it replaced. */
    private static final Map<String, JsonNode> QUARKUS = quarkus();

    static List<Setting> ofQuarkus() throws IOException {
        return settings("quarkus.");
    }

    static List<Setting> ofKafka() throws IOException {
        return settings("kafka.");
    }

    @ParameterizedTest
    @MethodSource("ofQuarkus")
    void anOperatorMaySetItWhenTheServiceStarts(Setting setting) {
        assertThat(property(setting).path("phase").asText()).isEqualTo("RUN_TIME");
    }

    @ParameterizedTest
    @MethodSource("ofQuarkus")
    void itsTypeIsTheOneThatQuarkusReads(Setting setting) {
        JsonNode property = property(setting);
        ValueType one = new ValueType(words(property));

        ValueType whole = property.path("list").asBoolean() ? ValueType.listOf(one) : one;
        assertThat(alternatives(setting.type())).isEqualTo(alternatives(whole));
    }

    @ParameterizedTest
    @MethodSource("ofQuarkus")
    void itsDefaultIsThatOfQuarkus(Setting setting) {
        String fallback =
                switch (setting.fallback()) {
                    case Fallback.Value(String value) -> value;
                    case Fallback.None _, Fallback.Required _ -> "";
                    case Fallback.ByProgram _ -> throw new AssertionError("not in the table");
                };

        String ofQuarkus = property(setting).path("defaultValue").asText("");
        assertThat(PROSE.contains(ofQuarkus) ? "" : ofQuarkus).isEqualTo(fallback);
    }

    @ParameterizedTest
    @MethodSource("ofKafka")
    void everyClientOfKafkaReadsItAndHasThatDefault(Setting setting) {
        String name = setting.key().pattern().substring("kafka.".length());
        for (ConfigDef client :
                List.of(
                        ConsumerConfig.configDef(),
                        ProducerConfig.configDef(),
                        AdminClientConfig.configDef())) {
            ConfigKey key = client.configKeys().get(name);
            assertThat(key).as(name).isNotNull();
            assertThat(setting.fallback()).isEqualTo(fallback(key));
        }
    }

    @Test
    void theFoldersOfFilesAreReadByTheLibrary(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("quarkus.datasource.password"), "secret\n");
        SmallRyeConfig config =
                new SmallRyeConfigBuilder()
                        .addDiscoveredSources()
                        .withDefaultValue(
                                settings("smallrye.").getFirst().key().pattern(), folder.toString())
                        .build();

        assertThat(config.getValue("quarkus.datasource.password", String.class))
                .isEqualTo("secret");
    }

    @Test
    void everySettingIsComparedWithItsMaker() throws IOException {
        assertThat(settings("")).hasSize(ofQuarkus().size() + ofKafka().size() + 1);
    }

    @Test
    void everyLibraryThatIsNamedIsThere() throws IOException {
        List<String> folders =
                Arrays.asList(System.getProperty("java.class.path").split("[:/\\\\]"));

        assertThat(FrameworkSettings.sections())
                .extracting(FrameworkSettings.Section::artifact)
                .isSubsetOf(folders);
    }

    @Test
    void whatAServiceIsBuiltWithComesBeforeTheDefault(@TempDir Path project) throws IOException {
        service(project, "a", "quarkus.http.port=1\nquarkus.shutdown.timeout=10s\n");
        service(project, "b", "quarkus.http.port=2\nquarkus.http.host=127.0.0.1\n");
        service(project, "c", "quarkus.http.port=2\nquarkus.http.host=127.0.0.1\n");

        assertThat(fallback(project, "quarkus.http.host", "b", "c")).isEqualTo("`127.0.0.1`");
        assertThat(fallback(project, "quarkus.http.port", "a", "b", "c"))
                .isEqualTo("`1` in a; `2` in b, c");
        assertThat(fallback(project, "quarkus.shutdown.timeout", "a", "b"))
                .isEqualTo("`10s` in a; none in b");
        assertThat(fallback(project, "quarkus.http.idle-timeout", "a", "b")).isEqualTo("`30M`");
    }

    @Test
    void aSectionWhoseLibraryNobodyRunsIsLeftOut(@TempDir Path project) throws IOException {
        service(project, "a", "");

        assertThat(FrameworkSettings.groups(Modules.of(project), List.of("a")))
                .extracting(SettingGroup::title)
                .contains("HTTP")
                .doesNotContain("Redis");
    }

    private static void service(Path project, String name, String properties) throws IOException {
        Path folder = project.resolve(name);
        Path resources = Files.createDirectories(folder.resolve("src/main/resources"));
        Files.writeString(resources.resolve("application.properties"), properties);
        Files.writeString(
                folder.resolve("pom.xml"),
                """
                <project>
                  <dependencies>
                    <dependency><artifactId>quarkus-rest-jackson</artifactId></dependency>
                  </dependencies>
                </project>
                """);
    }

    private static String fallback(Path project, String key, String... services)
            throws IOException {
        return FrameworkSettings.groups(Modules.of(project), List.of(services)).stream()
                .flatMap(it -> it.settings().stream())
                .filter(it -> it.key().matches(key))
                .map(it -> it.fallback().text())
                .findFirst()
                .orElseThrow();
    }

    private static List<Setting> settings(String prefix) throws IOException {
        return FrameworkSettings.sections().stream()
                .flatMap(it -> it.settings().stream())
                .filter(it -> it.key().pattern().startsWith(prefix))
                .toList();
    }

    private static JsonNode property(Setting setting) {
        JsonNode found = QUARKUS.get(canonical(setting.key().pattern().replace("\"", "")));
        assertThat(found).as("Quarkus has no %s", setting.key()).isNotNull();
        return found;
    }

    private static String words(JsonNode property) {
        JsonNode accepted = property.path("enumAcceptedValues").path("values");
        if (accepted.isObject()) {
            return accepted.properties().stream()
                    .map(it -> "`" + it.getValue().path("configValue").asText() + "`")
                    .collect(Collectors.joining(", "));
        }
        return WORDS.getOrDefault(property.path("typeDescription").asText(), "?");
    }

    /** In any order: {@code a, b or c}. */
    private static Set<String> alternatives(ValueType type) {
        return Set.of(type.words().replace(" or ", ", ").split(", "));
    }

    private static Fallback fallback(ConfigKey key) {
        if (!key.hasDefault() || key.defaultValue == null) {
            return new Fallback.None();
        }
        return key.defaultValue instanceof List<?> list && list.isEmpty()
                ? new Fallback.None()
                : new Fallback.Value(key.defaultValue.toString());
    }

    private static String canonical(String key) {
        return Stream.of(key.split("\\."))
                .map(it -> it.startsWith("<") || it.startsWith("\"") ? CHOSEN : it)
                .collect(Collectors.joining("."));
    }

    private static Map<String, JsonNode> quarkus() {
        Map<String, JsonNode> properties = new HashMap<>();
        try {
            ClassLoader loader = FrameworkSettingsTest.class.getClassLoader();
            for (URL model : Collections.list(loader.getResources(MODEL))) {
                try (InputStream json = model.openStream()) {
                    collect(new ObjectMapper().readTree(json), properties);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties;
    }

    private static void collect(JsonNode node, Map<String, JsonNode> properties) {
        if (node.has("phase") && node.path("path").has("property")) {
            List<JsonNode> paths = new ArrayList<>(List.of(node.path("path")));
            node.path("additionalPaths").forEach(paths::add);
            paths.forEach(it -> properties.put(canonical(it.path("property").asText()), node));
        }
        StreamSupport.stream(node.spliterator(), false).forEach(it -> collect(it, properties));
    }
}
