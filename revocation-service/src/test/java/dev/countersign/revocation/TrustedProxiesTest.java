package dev.countersign.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Quarkus looks a trusted proxy up in the DNS at each request, unless it is an address: {@code ::1}
 * without brackets is the host {@code :} to it, and cost each request up to five seconds.
 */
class TrustedProxiesTest {

    @ParameterizedTest
    @ValueSource(strings = {"auth-service", "revocation-service"})
    void noRequestWaitsForTheNameOfAProxy(String service) throws IOException {
        Properties settings = new Properties();
        Path file = Path.of("..", service, "src/main/resources/application.properties");
        try (Reader reader = Files.newBufferedReader(file)) {
            settings.load(reader);
        }
        assertThat(List.of(settings.getProperty("quarkus.http.proxy.trusted-proxies").split(",")))
                .isNotEmpty()
                .allMatch(it -> it.matches("[0-9.]+|\\[[0-9a-f:]+\\]"));
    }
}
