package dev.countersign.deploy.manifests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * What an operator applies, rendered once by {@code kubectl kustomize}.
 *
 * @param file all objects, as they were rendered
 */
record Overlay(String name, Path file, List<Manifest> objects) {

    private static final YAMLMapper YAML = new YAMLMapper();
    private static final Map<String, Overlay> RENDERED = new ConcurrentHashMap<>();

    /** Those that operators use, and some with what they may choose. */
    static Stream<Overlay> all() {
        return Stream.of(local(), production(), ingress(), everyOption());
    }

    static Overlay local() {
        return of("local", Deploy.folder("overlays/local"));
    }

    static Overlay production() {
        return of("production", Deploy.folder("overlays/production"));
    }

    /** The base alone, routed by Ingress. */
    static Overlay ingress() {
        return of("ingress", Deploy.folder("src/test/kustomize/ingress"));
    }

    /** Production with each component that an operator may choose. */
    static Overlay everyOption() {
        return of("every-option", Deploy.folder("src/test/kustomize/every-option"));
    }

    Stream<Manifest> ofKind(String kind) {
        return objects.stream().filter(object -> object.kind().equals(kind));
    }

    Optional<Manifest> find(String kind, String name) {
        return ofKind(kind).filter(object -> object.name().equals(name)).findFirst();
    }

    /** All that makes pods of our own or of a store; an operator makes its own. */
    Stream<Workload> workloads() {
        return objects.stream().flatMap(object -> Workload.of(object).stream());
    }

    /** Those whose image is built here. */
    Stream<Workload> services() {
        return workloads().filter(Workload::isService);
    }

    private static Overlay of(String name, Path folder) {
        return RENDERED.computeIfAbsent(name, key -> render(key, folder));
    }

    private static Overlay render(String name, Path folder) {
        try {
            String objects = Command.run(folder, "kubectl", "kustomize", ".");
            Path file = Files.createDirectories(Deploy.folder("target/rendered")).resolve(name);
            Files.writeString(file, objects);
            return new Overlay(name, file, parse(file));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
    }

    private static List<Manifest> parse(Path file) throws IOException {
        List<Manifest> objects = new ArrayList<>();
        try (var documents = YAML.readerFor(JsonNode.class).<JsonNode>readValues(file.toFile())) {
            documents.forEachRemaining(document -> objects.add(new Manifest(document)));
        }
        return List.copyOf(objects);
    }

    @Override
    public String toString() {
        return name;
    }
}
