package dev.countersign.deploy.manifests;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * An object that makes pods.
 *
 * @param template of its pods
 */
record Workload(Manifest object, JsonNode template) {

    private static final Set<String> KINDS = Set.of("Deployment", "StatefulSet", "Job");
    private static final String OURS = "countersign/";

    static Optional<Workload> of(Manifest object) {
        return KINDS.contains(object.kind())
                ? Optional.of(new Workload(object, object.at("/spec/template")))
                : Optional.empty();
    }

    String name() {
        return object.name();
    }

    boolean isJob() {
        return object.kind().equals("Job");
    }

    boolean isService() {
        return !isJob() && isOurs();
    }

    /** Whether its image is one that is built here. */
    boolean isOurs() {
        return containers().anyMatch(it -> it.path("image").asText().startsWith(OURS));
    }

    JsonNode spec() {
        return template.path("spec");
    }

    Map<String, String> labels() {
        return Manifest.strings(template.at("/metadata/labels"));
    }

    Stream<JsonNode> containers() {
        return Stream.of("initContainers", "containers")
                .flatMap(list -> Manifest.each(spec().path(list)));
    }

    /** Its first one: of our own, the program itself. */
    JsonNode container() {
        return spec().at("/containers/0");
    }

    Stream<JsonNode> ports() {
        return containers().flatMap(container -> Manifest.each(container.path("ports")));
    }

    @Override
    public String toString() {
        return object.toString();
    }
}
