package dev.countersign.token.jwks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.jose.KeySchedule;
import dev.countersign.jose.KeyTimes;
import dev.countersign.protocol.KeyId;
import dev.countersign.protocol.SigningAlgorithm;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;

class SigningKeyMetricsTest {

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final SigningKeyMetrics metrics =
            new SigningKeyMetrics(registry, InstantSource.fixed(NOW));

    private double value(String name) {
        return registry.get("countersign.signing.key." + name).tag("alg", "EdDSA").gauge().value();
    }

    private void seen(Instant from, Instant until) {
        metrics.seen(
                new KeySchedule(
                        List.of(
                                new KeyTimes(
                                        new KeyId("one"), SigningAlgorithm.EDDSA, from, until))));
    }

    @Test
    void theKeyThatSignsHasAnAgeAndAnEnd() {
        seen(NOW.minus(HOUR), NOW.plusSeconds(5));

        assertThat(value("age")).isEqualTo(3_600);
        assertThat(value("left")).isEqualTo(5);
    }

    @Test
    void aKeyThatSignsPastItsEndIsSeenAsSuch() {
        seen(NOW.minus(HOUR), NOW.minusSeconds(5));

        assertThat(value("left")).isEqualTo(-5);
    }

    @Test
    void whatIsNotKnownYetIsNoNumber() {
        assertThat(value("age")).isNaN();
        assertThat(value("left")).isNaN();
    }
}
