package dev.countersign.resourceserver.jaxrs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.resourceserver.ResourceServer;
import dev.countersign.resourceserver.TestIssuer;
import dev.countersign.resourceserver.micrometer.ResourceServerMeters;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.config.WithDefault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docs/resource-server.md} says what is so. */
class DocumentationTest {

    private static final Path PROJECT = Path.of("..");
    private static final String TEXT = read(PROJECT.resolve("docs/resource-server.md"));
    private static final Pattern CODE =
            Pattern.compile(
                    "^```(?:java|properties)\\n(.*?)^```", Pattern.DOTALL | Pattern.MULTILINE);

    /** What is not in a program that builds may be wrong. */
    @Test
    void everyLineOfCodeStandsInAnExample() {
        String examples =
                Stream.of(
                                "api/src/main/java/example/HelloResource.java",
                                "api/src/main/resources/application.properties",
                                "plain/src/main/java/example/PlainApi.java")
                        .map(file -> read(PROJECT.resolve("examples").resolve(file)))
                        .collect(Collectors.joining());
        List<String> snippets = found(CODE);

        assertThat(snippets).hasSize(4);
        assertThat(snippets).allSatisfy(snippet -> assertThat(examples).contains(snippet));
    }

    @Test
    void everySettingIsDescribedAndNoOther() {
        String table = TEXT.substring(TEXT.indexOf("## Settings"), TEXT.indexOf("## What it"));

        assertThat(described(table)).isEqualTo(settings(ResourceServerConfig.class, ""));
    }

    @Test
    void everyMetricIsDescribedAndNoOther() throws IOException {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        try (TestIssuer issuer = new TestIssuer();
                ResourceServer api =
                        ResourceServer.builder()
                                .issuer(issuer.issuer())
                                .audience(TestIssuer.AUDIENCE)
                                .introspection()
                                .credentials("accounts-api", "secret")
                                .build()) {
            new ResourceServerMeters(api.measurements()).bindTo(registry);
        }

        Set<String> described =
                new TreeSet<>(
                        found(Pattern.compile("^\\| `(countersign_[a-z_]+)", Pattern.MULTILINE)));
        assertThat(described)
                .isEqualTo(
                        registry.getMeters().stream()
                                .map(DocumentationTest::inPrometheus)
                                .collect(Collectors.toCollection(TreeSet::new)));
    }

    private static String inPrometheus(Meter meter) {
        String name = meter.getId().getName().replace('.', '_');
        return switch (meter.getId().getType()) {
            case COUNTER -> name + "_total";
            default -> {
                String unit = meter.getId().getBaseUnit();
                yield unit == null ? name : name + "_" + unit;
            }
        };
    }

    private static Set<String> settings(Class<?> mapping, String prefix) {
        Set<String> names = new TreeSet<>();
        for (Method method : mapping.getDeclaredMethods()) {
            String name = prefix + kebab(method.getName());
            if (method.getReturnType().isInterface()
                    && !method.isAnnotationPresent(WithDefault.class)
                    && Arrays.asList(mapping.getDeclaredClasses())
                            .contains(method.getReturnType())) {
                names.addAll(settings(method.getReturnType(), name + "."));
            } else {
                names.add(name);
            }
        }
        return names;
    }

    private static String kebab(String name) {
        return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    private static Set<String> described(String table) {
        return Pattern.compile("^\\| `([a-z.-]+)` \\|", Pattern.MULTILINE)
                .matcher(table)
                .results()
                .map(row -> row.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<String> found(Pattern pattern) {
        return pattern.matcher(TEXT).results().map((MatchResult it) -> it.group(1)).toList();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
