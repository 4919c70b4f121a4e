package dev.countersign.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EmbeddedStackResourceTest {

    @Test
    void itStartsOnlyWhatIsAskedForAndOnlyOnce() {
        Map<String, String> first = settings(Map.of("components", "redis"));
        Map<String, String> second = settings(Map.of("components", "redis"));

        assertThat(first).isEqualTo(second);
        assertThat(first).containsKey("quarkus.redis.hosts");
        assertThat(first)
                .doesNotContainKeys("quarkus.datasource.reactive.url", "kafka.bootstrap.servers");
        assertThat(first).containsEntry("countersign.issuer", "http://localhost:8080");
    }

    @Test
    void theKeyFilesAreReadableByTheirOwnerOnly() throws Exception {
        Path keys =
                Path.of(
                        settings(Map.of("components", "redis"))
                                .get("countersign.server-keys.file"));

        assertThat(Files.readString(keys)).matches("1:[A-Za-z0-9+/]{43}=\n");
        assertThat(Files.getPosixFilePermissions(keys)).hasSize(2);
    }

    @Test
    void aSharedStoreIsTakenAwayAndGivenBackOnItsPort() throws Exception {
        URI redis = URI.create(settings(Map.of("components", "redis")).get("quarkus.redis.hosts"));

        SharedStack.kill(Component.REDIS);
        assertThat(FreePorts.isFree(redis.getPort())).isTrue();
        SharedStack.start(Component.REDIS);

        assertThat(FreePorts.isFree(redis.getPort())).isFalse();
    }

    private static Map<String, String> settings(Map<String, String> arguments) {
        EmbeddedStackResource resource = new EmbeddedStackResource();
        resource.init(arguments);
        return resource.start();
    }
}
