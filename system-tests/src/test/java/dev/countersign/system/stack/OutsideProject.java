package dev.countersign.system.stack;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A project of {@code examples/}, built by a Maven of its own, which finds nothing of ours but what
 * is {@link Published}. All else it takes out of the local repository of our build, which it only
 * reads, and from Maven Central what is not there.
 */
public final class OutsideProject {

    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final Path TARGET = Project.module("system-tests").resolve("target/outside");

    private final Path folder;

    private OutsideProject(Path folder) {
        this.folder = folder;
    }

    /** Returns when the phase has succeeded. */
    public static OutsideProject built(String example, String phase) throws Exception {
        Path folder = TARGET.resolve(example);
        delete(folder);
        copy(Project.root().resolve("examples").resolve(example), folder);
        // the root of a project, so that nothing set in ours is read
        Files.createDirectories(folder.resolve(".mvn"));
        Path local = TARGET.resolve("local-repository");
        delete(local.resolve("dev/countersign"));
        Path settings = Files.writeString(TARGET.resolve("settings.xml"), settings(published()));
        var maven =
                new ProcessBuilder(
                        "mvn",
                        "-B",
                        "-q",
                        "-U",
                        // beside the user's own, which may name a mirror or a proxy
                        "-gs",
                        settings.toString(),
                        "-Dmaven.repo.local=" + local,
                        phase);
        maven.directory(folder.toFile());
        ChildProcess build =
                ChildProcess.run(
                        maven, Map.of("JAVA_HOME", System.getProperty("java.home", "")), LIMIT);
        if (build.status() != 0) {
            throw new AssertionError(example + " does not build:\n" + build.output());
        }
        return new OutsideProject(folder);
    }

    public static Published published() throws IOException {
        Path repository = TARGET.resolve("published");
        delete(repository);
        return Published.into(repository);
    }

    /** Of the project, and of the libraries that its build copied. */
    public String classPath() {
        Path target = folder.resolve("target");
        return target.resolve("classes") + File.pathSeparator + target.resolve("lib").resolve("*");
    }

    private static String settings(Published published) {
        return """
        <settings>
          <profiles>
            <profile>
              <id>outside</id>
              <repositories>
                <repository>
                  <id>published</id>
                  <url>%1$s</url>
                  <snapshots><checksumPolicy>ignore</checksumPolicy></snapshots>
                  <releases><checksumPolicy>ignore</checksumPolicy></releases>
                </repository>
                <repository>
                  <id>fetched</id>
                  <url>%2$s</url>
                  <snapshots><enabled>false</enabled></snapshots>
                  <releases><checksumPolicy>ignore</checksumPolicy></releases>
                </repository>
              </repositories>
              <pluginRepositories>
                <pluginRepository>
                  <id>fetched</id>
                  <url>%2$s</url>
                  <snapshots><enabled>false</enabled></snapshots>
                  <releases><checksumPolicy>ignore</checksumPolicy></releases>
                </pluginRepository>
              </pluginRepositories>
            </profile>
          </profiles>
          <activeProfiles><activeProfile>outside</activeProfile></activeProfiles>
        </settings>
        """
                .formatted(published.repository().toUri(), fetched().toUri());
    }

    /** Whatever the build of this project needed; its artifacts lie there as in a repository. */
    private static Path fetched() {
        return Path.of(
                System.getProperty(
                        "countersign.local-repository",
                        System.getProperty("user.home", "") + "/.m2/repository"));
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path relative = from.relativize(file);
                if (!relative.startsWith("target")) {
                    Path copy = to.resolve(relative);
                    Files.createDirectories(copy.getParent());
                    Files.copy(file, copy);
                }
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        List<Path> deepestFirst;
        try (Stream<Path> files = Files.walk(folder)) {
            deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : deepestFirst) {
            Files.delete(file);
        }
    }
}
