package dev.countersign.auth.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.countersign.clients.AdminApi;
import dev.countersign.web.administration.AdministrationJson;
import dev.countersign.web.administration.AdministrationPath;
import dev.countersign.web.administration.OutsideAdministration;
import dev.countersign.web.administration.RequiresAdministration;
import io.quarkus.resteasy.reactive.jackson.CustomDeserialization;
import io.quarkus.resteasy.reactive.jackson.CustomSerialization;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.PathParam;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What {@code docs/openapi/administration.yaml} says of this service is what the service does. */
final class DescribedAdministrationTest {

    private static final String SERVICE = "auth-service";
    private static final Path DOCS = Path.of("..", "docs");
    private static final List<String> METHODS = List.of("get", "put", "post", "patch", "delete");

    /** A line of the description or of the code. */
    private static String line(String verb, String path, List<String> details) {
        return verb.toUpperCase(Locale.ROOT)
                + " "
                + path
                + " "
                + details.stream().sorted().toList();
    }

    @Test
    void eachMethodIsDescribedAndNothingElseIs() throws IOException {
        assertThat(described())
                .isNotEmpty()
                .containsExactlyInAnyOrderElementsOf(
                        methods().stream().map(DescribedAdministrationTest::line).toList());
    }

    private static List<String> described() throws IOException {
        JsonNode api =
                new YAMLMapper().readTree(DOCS.resolve("openapi/administration.yaml").toFile());
        List<String> lines = new ArrayList<>();
        api.get("paths")
                .properties()
                .forEach(
                        path -> {
                            if (!ownerOf(path.getKey()).equals(SERVICE)) {
                                return;
                            }
                            for (String verb : METHODS) {
                                JsonNode operation = path.getValue().get(verb);
                                if (operation != null) {
                                    List<String> details =
                                            parameters(api, path.getValue(), operation);
                                    details.addAll(scopes(operation));
                                    lines.add(line(verb, path.getKey(), details));
                                }
                            }
                        });
        return lines;
    }

    /** Those of the query are read by the methods themselves, which refuse all others. */
    private static List<String> parameters(JsonNode api, JsonNode path, JsonNode operation) {
        return Stream.of(path, operation)
                .flatMap(it -> it.path("parameters").valueStream())
                .map(it -> it.has("$ref") ? api.at(it.get("$ref").asText().substring(1)) : it)
                .filter(it -> !it.get("in").asText().equals("query"))
                .map(it -> it.get("in").asText() + ":" + it.get("name").asText())
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private static List<String> scopes(JsonNode operation) {
        return operation
                .path("security")
                .valueStream()
                .flatMap(it -> it.path("administration").valueStream())
                .map(it -> "scope:" + it.asText())
                .toList();
    }

    /** The longest match wins. */
    private static String ownerOf(String path) {
        try (Stream<String> rows = Files.lines(DOCS.resolve("paths.tsv"))) {
            return rows.map(row -> row.split("\t", -1))
                    .filter(row -> covers(row[0], path))
                    .max(Comparator.comparingInt(row -> row[0].length()))
                    .orElseThrow(() -> new AssertionError(path + " is in no row of paths.tsv"))[2];
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean covers(String pattern, String path) {
        return pattern.endsWith("/**")
                ? path.startsWith(pattern.substring(0, pattern.length() - 2))
                : path.equals(pattern);
    }

    private static String line(Method method) {
        List<String> details = new ArrayList<>();
        for (Annotation[] annotations : method.getParameterAnnotations()) {
            for (Annotation it : annotations) {
                switch (it) {
                    case PathParam path -> details.add("path:" + path.value());
                    case HeaderParam header -> details.add("header:" + header.value());
                    default -> {}
                }
            }
        }
        Optional.ofNullable(method.getAnnotation(RequiresAdministration.class))
                .ifPresent(it -> details.add("scope:" + it.value()));
        return line(verb(method).orElseThrow(), AdministrationPath.of(method), details);
    }

    private static Optional<String> verb(Method method) {
        return Arrays.stream(method.getAnnotations())
                .map(it -> it.annotationType().getAnnotation(HttpMethod.class))
                .flatMap(Stream::ofNullable)
                .map(HttpMethod::value)
                .findFirst();
    }

    /** As they stand in the class files of the service. */
    private static List<Method> methods() throws IOException {
        Path classes = Path.of("target", "classes");
        try (Stream<Path> files = Files.walk(classes)) {
            return files.map(file -> classes.relativize(file).toString())
                    .filter(name -> name.endsWith("Resource.class"))
                    .map(name -> name.substring(0, name.length() - 6).replace('/', '.'))
                    .map(DescribedAdministrationTest::load)
                    .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                    .filter(method -> verb(method).isPresent())
                    .filter(AdministrationPath::isAdministration)
                    .toList();
        }
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, DescribedAdministrationTest.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Fail closed: a method that names no scope answers nobody, and says why if it asks for none.
     */
    @Test
    void eachMethodNamesItsScopeOrWhatGuardsItInstead() throws IOException {
        assertThat(methods())
                .isNotEmpty()
                .allSatisfy(
                        method -> {
                            RequiresAdministration required =
                                    method.getAnnotation(RequiresAdministration.class);
                            assertThat(
                                            required != null
                                                    ? AdminApi.has(required.value())
                                                    : method.isAnnotationPresent(
                                                            OutsideAdministration.class))
                                    .as(method.toString())
                                    .isTrue();
                        });
    }

    /** JSON of administration is strict where its resource says so. */
    @Test
    void eachResourceReadsAndWritesAsAdministrationDoes() throws IOException {
        assertThat(methods())
                .filteredOn(it -> it.isAnnotationPresent(RequiresAdministration.class))
                .isNotEmpty()
                .extracting(Method::getDeclaringClass)
                .allSatisfy(
                        type -> {
                            assertThat(type.getAnnotation(CustomDeserialization.class))
                                    .isNotNull()
                                    .extracting(CustomDeserialization::value)
                                    .isEqualTo(AdministrationJson.Reading.class);
                            assertThat(type.getAnnotation(CustomSerialization.class))
                                    .isNotNull()
                                    .extracting(CustomSerialization::value)
                                    .isEqualTo(AdministrationJson.Writing.class);
                        });
    }
}
