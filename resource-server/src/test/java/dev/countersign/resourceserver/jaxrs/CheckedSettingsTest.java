package dev.countersign.resourceserver.jaxrs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.resourceserver.ResourceServer;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
        try (ResourceServer built = build()) {
            assertThat(built.ready()).isFalse();
            assertThat(built.metadata(new TreeSet<>()).issuer()).isEqualTo("http://localhost:8080");
        }
    }

    @Test
    void whatStandsUnderKafkaGoesToItsClients() {
        assertThat(CheckedSettings.kafka(config()))
                .containsOnly(
                        Map.entry("bootstrap.servers", "127.0.0.1:8092"),
                        Map.entry("security.protocol", "SSL"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "introspection"})
    void withoutKafkaCredentialsAreNeeded(String source) {
        settings.keySet().removeIf(name -> name.startsWith("kafka."));
        settings.put(PREFIX + "revocations", source);

        assertThatThrownBy(this::build)
                .hasMessageContaining(PREFIX + "introspection.client-id")
                .hasMessageContaining("introspection.client-secret");

        settings.put(PREFIX + "introspection.client-id", "accounts-api");
        assertThatThrownBy(this::build)
                .hasMessageContaining(PREFIX + "introspection.client-id")
                .hasMessageNotContaining("accounts-api");

        settings.put(PREFIX + "introspection.client-secret", "secret");
        build().close();
    }

    @Test
    void thePolicyIntrospectNeedsThemToo() {
        settings.put(PREFIX + "staleness-policy", "introspect");

        assertThatThrownBy(this::build).hasMessageContaining(PREFIX + "introspection.client-id");
    }

    @ParameterizedTest
    @CsvSource({
        "issuer, http://issuer.example",
        "issuer, ftp://localhost",
        "issuer, http://localhost:8080/",
        "issuer, not a uri",
        "audience, ' '",
        "audience, https://api.example#part",
        "audience, no address",
        "staleness-bound, PT0S",
        "staleness-bound, PT1H",
        "clock-skew, PT31S",
        "clock-skew, PT-1S",
        "revocations, carrier-pigeon",
        "staleness-policy, hope",
        "introspection.keep, PT11S",
        "instance, api/1",
        "instance, <b>api</b>",
    })
    void anAbsurdValueIsNamed(String key, String value) {
        settings.put(PREFIX + key, value);

        assertThatThrownBy(this::build).hasStackTraceContaining(PREFIX + key);
    }

    @Test
    void withoutBrokersItDoesNotStart() {
        settings.remove("kafka.bootstrap.servers");

        assertThatThrownBy(this::build).hasMessageContaining("kafka.bootstrap.servers");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://feed.example/feed", "https://feed.example/feed?a=b"})
    void theFeedIsFoundAtASafeAddress(String address) {
        settings.put(PREFIX + "revocations", "http");
        settings.put(PREFIX + "introspection.client-id", "accounts-api");
        settings.put(PREFIX + "introspection.client-secret", "secret");
        settings.put(PREFIX + "feed", address);

        assertThatThrownBy(this::build).hasMessageContaining(PREFIX + "feed");
    }

    @Test
    void aBoundThatTheFeedOverHttpCanNotKeepIsNamed() {
        settings.put(PREFIX + "revocations", "http");
        settings.put(PREFIX + "introspection.client-id", "accounts-api");
        settings.put(PREFIX + "introspection.client-secret", "secret");
        settings.put(PREFIX + "staleness-bound", "PT2.999S");

        assertThatThrownBy(this::build).hasMessageContaining(PREFIX + "staleness-bound");

        settings.put(PREFIX + "staleness-bound", "PT3S");
        build().close();
    }

    private ResourceServer build() {
        SmallRyeConfig config = config();
        return CheckedSettings.build(config.getConfigMapping(ResourceServerConfig.class), config);
    }

    private SmallRyeConfig config() {
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withMapping(ResourceServerConfig.class)
                .withConverter(Duration.class, 100, CheckedSettingsTest::duration)
                .withSources(new PropertiesConfigSource(settings, "test", 100))
                .build();
    }

    /** Quarkus also reads {@code 5s}. */
    private static Duration duration(String value) {
        return Duration.parse(value.startsWith("P") ? value : "PT" + value);
    }
}
