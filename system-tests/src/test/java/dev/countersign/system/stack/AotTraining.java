package dev.countersign.system.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * A run in which each service's JVM writes down what it learnt, JEP 514: {@code MODULE.aot} in a
 * folder, which the image's user must be able to write to. The JVM writes it when it ends, by a
 * second JVM beside the first one, and neither hurries.
 */
record AotTraining(Path folder) {

    private static final Duration WRITING = Duration.ofMinutes(4);
    private static final long MEGABYTES = 2048;

    /** As the system property {@code stack.aot} says. */
    static Optional<AotTraining> asked() {
        return Optional.ofNullable(System.getProperty("stack.aot"))
                .map(folder -> new AotTraining(Path.of(folder)));
    }

    static HardenedContainer.Limits limits() {
        return new HardenedContainer.Limits(MEGABYTES << 20, WRITING);
    }

    void train(HardenedContainer container, String module) {
        forgetEarlier(module);
        container.withEnv("JAVA_TOOL_OPTIONS", "-XX:AOTCacheOutput=/aot/" + module + ".aot");
        Mounted.writable(container, folder, "/aot");
    }

    private void forgetEarlier(String module) {
        try {
            Files.deleteIfExists(cache(module));
        } catch (IOException undeletable) {
            throw new UncheckedIOException(undeletable);
        }
    }

    private Path cache(String module) {
        return folder.resolve(module + ".aot");
    }

    /**
     * @throws IllegalStateException if the service has ended without it
     */
    void requireCache(String module) {
        Path cache = cache(module);
        if (!Files.exists(cache)) {
            throw new IllegalStateException(
                    module + " ended without having written " + cache + ": see its log");
        }
    }
}
