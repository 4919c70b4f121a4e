package dev.countersign.deploy.configuration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Sources for a test, each a file of package {@code sample} in one module. */
final class SourceFiles {

    private static final String HEAD =
            """
            package sample;

            import io.smallrye.config.ConfigMapping;
            import io.smallrye.config.WithConverter;
            import io.smallrye.config.WithDefault;
            import io.smallrye.config.WithName;
            import io.smallrye.config.WithParentName;
            import jakarta.enterprise.event.Observes;
            import jakarta.enterprise.inject.Instance;
            import jakarta.enterprise.inject.Produces;
            import jakarta.inject.Inject;
            import jakarta.inject.Singleton;
            import jakarta.ws.rs.Path;
            import java.time.Duration;
            import java.util.List;
            import java.util.Map;
            import java.util.Optional;
            import java.util.Set;
            import org.eclipse.microprofile.health.HealthCheck;

            """;

    private SourceFiles() {}

    /** Any number of types in one file. */
    static Sources of(Path folder, String types) {
        try {
            Files.writeString(folder.resolve("Sample.java"), HEAD + types);
            return Sources.read(Map.of("sample", folder));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
