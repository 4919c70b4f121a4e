package dev.countersign.local;

import dev.countersign.embedded.Trees;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The packaged services, copied into the state folder before they run: a build beside a running
 * stack, as {@code countersign test} makes one, must not replace the files of a running JVM.
 */
final class Applications {

    private static final String JAR = "quarkus-run.jar";

    private final Path project;
    private final Path copies;

    Applications(Path project, Path copies) {
        this.project = project;
        this.copies = copies;
    }

    /** The jar to run, of the newest build. */
    Path jar(ServiceDefinition service) {
        Path packaged = service.packaged(project);
        if (!Files.exists(packaged.resolve(JAR))) {
            throw new LocalStackFailure(
                    service.id() + " is not built: " + packaged.resolve(JAR) + " is missing");
        }
        Path copy = copies.resolve(service.id());
        try {
            String built = fingerprint(packaged);
            Path stamp = copies.resolve(service.id() + ".built");
            if (!Files.exists(stamp) || !Files.readString(stamp).equals(built)) {
                Files.deleteIfExists(stamp);
                Trees.delete(copy);
                Trees.copy(packaged, copy);
                Files.writeString(stamp, built);
            }
            return copy.resolve(JAR);
        } catch (IOException e) {
            throw new LocalStackFailure("cannot copy " + packaged + " to " + copy, e);
        }
    }

    private static String fingerprint(Path tree) throws IOException {
        try (Stream<Path> paths = Files.walk(tree)) {
            return paths.map(Path::toFile)
                    .filter(File::isFile)
                    .map(file -> file.getName() + " " + file.length() + " " + file.lastModified())
                    .sorted()
                    .collect(Collectors.joining("\n"));
        }
    }
}
