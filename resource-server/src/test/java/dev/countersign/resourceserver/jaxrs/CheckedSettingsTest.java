package dev.countersign.resourceserver.jaxrs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckedSettingsTest {

    private static final String PREFIX = "countersign.resource-server.";

    private final Map<String, String> settings =
            new HashMap<>(
                    Map.of(
                            PREFIX + "issuer",
                            "http://localhost:8080",
                            PREFIX + "audience",
                            "http://localhost:8080/api",
                            "kafka.bootstrap.servers",
                            "127.0.0.1:8092",
                            "kafka.security.protocol",
                            "SSL"));

    @Test
    void threeSettingsAreEnough() {
        CheckedSettings checked = checked();

        assertThat(checked.values().stalenessBound()).isEqualTo(Duration.ofSeconds(5));
        assertThat(checked.values().clockSkew()).isEqualTo(Duration.ZERO);
        assertThat(checked.kafka())
                .containsOnly(
                        Map.entry("bootstrap.servers", "127.0.0.1:8092"),
                        Map.entry("security.protocol", "SSL"));
    }

    @ParameterizedTest
    @CsvSource({
        "issuer, http://issuer.example",
        "issuer, ftp://localhost",
        "issuer, http://localhost:8080/",
        "issuer, not a uri",
        "audience, ' '",
        "staleness-bound, PT0S",
        "staleness-bound, PT1H",
        "clock-skew, PT31S",
        "clock-skew, PT-1S",
        "instance, api/1",
        "instance, <b>api</b>",
    })
    void anAbsurdValueIsNamed(String key, String value) {
        settings.put(PREFIX + key, value);

        assertThatThrownBy(this::checked).hasStackTraceContaining(PREFIX + key);
    }

    @Test
    void withoutBrokersItDoesNotStart() {
        settings.remove("kafka.bootstrap.servers");

        assertThatThrownBy(this::checked).hasMessageContaining("kafka.bootstrap.servers");
    }

    private CheckedSettings checked() {
        SmallRyeConfig config =
                new SmallRyeConfigBuilder()
                        .addDefaultInterceptors()
                        .withMapping(ResourceServerConfig.class)
                        .withConverter(Duration.class, 100, CheckedSettingsTest::duration)
                        .withSources(new PropertiesConfigSource(settings, "test", 100))
                        .build();
        return CheckedSettings.of(config.getConfigMapping(ResourceServerConfig.class), config);
    }

    /** Quarkus also reads {@code 5s}. */
    private static Duration duration(String value) {
        return Duration.parse(value.startsWith("P") ? value : "PT" + value);
    }
}
