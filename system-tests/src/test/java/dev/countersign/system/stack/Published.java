package dev.countersign.system.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** What the build made for others, laid out as the Maven repository that it would be put into. */
public record Published(Path repository) {

    private static final String GROUP = "dev/countersign";

    /** In a folder that has no such repository yet. */
    static Published into(Path repository) throws IOException {
        var published = new Published(repository);
        published.pom("bom", "countersign-bom");
        published.pom("resource-server", "resource-server");
        published.jar("resource-server", "");
        published.jar("resource-server", "-sources");
        published.jar("resource-server", "-javadoc");
        return published;
    }

    public Path file(String artifact, String ending) {
        return repository
                .resolve(GROUP)
                .resolve(artifact)
                .resolve(version())
                .resolve(artifact + "-" + version() + ending);
    }

    private void pom(String module, String artifact) throws IOException {
        put(Project.module(module).resolve("target/.flattened-pom.xml"), file(artifact, ".pom"));
    }

    private void jar(String artifact, String classifier) throws IOException {
        String ending = classifier + ".jar";
        put(
                Project.module(artifact)
                        .resolve("target")
                        .resolve(artifact + "-" + version() + ending),
                file(artifact, ending));
    }

    private static void put(Path built, Path published) throws IOException {
        if (!Files.exists(built)) {
            throw new AssertionError(built + " is missing; a build with -Dquick does not make it");
        }
        Files.createDirectories(published.getParent());
        Files.copy(built, published, StandardCopyOption.REPLACE_EXISTING);
    }

    private static String version() {
        return System.getProperty("countersign.version", "");
    }
}
