package dev.countersign.deploy;

import dev.countersign.deploy.configuration.Configuration;
import dev.countersign.deploy.configuration.ConfigurationDocument;
import dev.countersign.deploy.routes.RouteFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * {@code ./countersign generate}: writes every generated file of the project anew. Depends on the
 * JDK and {@code local-stack} alone, for it runs on what a compiler leaves behind.
 */
public final class Generate {

    private Generate() {}

    /** Argument: the project's folder. */
    static void main(String[] arguments) throws IOException {
        Path project = Path.of(arguments[0]);
        for (GeneratedFile file : files(project)) {
            file.write(project);
        }
    }

    /** All of them, as the sources in this folder want them. */
    static List<GeneratedFile> files(Path project) throws IOException {
        return Stream.concat(
                        Stream.of(
                                new ConfigurationDocument(Configuration.of(project)).file(),
                                demo(project)),
                        RouteFiles.all().stream())
                .toList();
    }

    /** The local overlay's own, for kustomize reads nothing beside its folder. */
    private static GeneratedFile demo(Path project) throws IOException {
        return new GeneratedFile(
                Path.of("deploy/overlays/local/demo.yaml"),
                Files.readString(project.resolve("local-stack/src/main/resources/demo.yaml")));
    }
}
