package dev.countersign.embedded;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import redis.embedded.core.ExecutableProvider;

/**
 * The programs of the three servers, unpacked once a build into this module's {@code target/}, and
 * what is prepared with them. They come from the class path alone; nothing is downloaded.
 */
final class Installation {

    private static final Path TARGET = target();

    private Installation() {}

    /** The folder with {@code bin/initdb} and {@code bin/postgres}. */
    static Path postgres() {
        return madeOnce(
                "postgres",
                folder -> {
                    try (InputStream archive =
                            DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(
                                    operatingSystem(), architecture())) {
                        TarXz.unpack(archive, folder);
                    }
                });
    }

    /** The program {@code redis-server}. */
    static Path redis() {
        Path folder =
                madeOnce(
                        "redis",
                        target -> {
                            Path provided =
                                    ExecutableProvider.newJarResourceProvider(target.toFile())
                                            .get()
                                            .toPath();
                            Path program = target.resolve("redis-server");
                            Files.move(provided, program, StandardCopyOption.REPLACE_EXISTING);
                            program.toFile().setExecutable(true);
                        });
        return folder.resolve("redis-server");
    }

    /** Where it is once it was made. */
    static Path made(String name) {
        return TARGET.resolve("binaries").resolve(name);
    }

    /** The class path of the broker, as the launcher's wildcard. */
    static String kafkaClassPath() {
        Path libraries = TARGET.resolve("kafka/libs");
        if (!Files.isDirectory(libraries)) {
            throw new ServerFailure(
                    libraries + " is missing: package the module embedded-stack first");
        }
        return libraries + "/*";
    }

    interface Making {
        void into(Path folder) throws IOException;
    }

    /** Several test JVMs may come here at once: one makes it, the others wait for its rename. */
    static synchronized Path madeOnce(String name, Making making) {
        Path folder = made(name);
        if (Files.isDirectory(folder)) {
            return folder;
        }
        try {
            Files.createDirectories(folder.getParent());
            try (FileChannel channel =
                            FileChannel.open(
                                    folder.resolveSibling(name + ".lock"),
                                    StandardOpenOption.CREATE,
                                    StandardOpenOption.WRITE);
                    var lock = channel.lock()) {
                if (lock.isValid() && !Files.isDirectory(folder)) {
                    Path partial = Files.createTempDirectory(folder.getParent(), name);
                    making.into(partial);
                    Files.move(partial, folder, StandardCopyOption.ATOMIC_MOVE);
                }
            }
            return folder;
        } catch (IOException e) {
            throw new ServerFailure("cannot make " + folder, e);
        }
    }

    private static Path target() {
        String moved = System.getProperty("countersign.embedded-stack.target");
        if (moved != null) {
            return Path.of(moved).toAbsolutePath();
        }
        try {
            // target/classes in the reactor, target/embedded-stack.jar when packaged
            Path source =
                    Path.of(
                            Installation.class
                                    .getProtectionDomain()
                                    .getCodeSource()
                                    .getLocation()
                                    .toURI());
            return source.toRealPath().resolveSibling("");
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String operatingSystem() {
        return isMac() ? "Darwin" : "Linux";
    }

    private static String architecture() {
        boolean arm = System.getProperty("os.arch").equals("aarch64");
        return arm ? "arm_64" : "x86_64";
    }

    private static boolean isMac() {
        return System.getProperty("os.name").startsWith("Mac");
    }
}
