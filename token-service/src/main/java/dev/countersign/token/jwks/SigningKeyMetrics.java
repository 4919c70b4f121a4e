package dev.countersign.token.jwks;

import dev.countersign.jose.KeySchedule;
import dev.countersign.jose.KeyTimes;
import dev.countersign.protocol.SigningAlgorithm;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.BiFunction;

/**
 * What an operator is alarmed by: a key that signs past its end, because nobody could rotate. A
 * value that is not known yet is no number.
 */
@Singleton
final class SigningKeyMetrics {

    private final MeterRegistry registry;
    private final InstantSource clock;
    private volatile KeySchedule schedule = new KeySchedule(List.of());

    SigningKeyMetrics(MeterRegistry registry, InstantSource clock) {
        this.registry = registry;
        this.clock = clock;
        for (SigningAlgorithm algorithm : SigningAlgorithm.values()) {
            gauge(
                    "countersign.signing.key.age",
                    "For how long the key that signs has signed",
                    algorithm,
                    (key, now) -> Duration.between(key.signsFrom(), now));
            gauge(
                    "countersign.signing.key.left",
                    "Until the next key signs; below zero none is there, and it should",
                    algorithm,
                    (key, now) -> Duration.between(now, key.signsUntil()));
        }
    }

    private void gauge(
            String name,
            String description,
            SigningAlgorithm algorithm,
            BiFunction<KeyTimes, Instant, Duration> value) {
        Gauge.builder(name, this, it -> it.seconds(algorithm, value))
                .description(description)
                .baseUnit("seconds")
                .tag("alg", algorithm.word())
                .register(registry);
    }

    private double seconds(
            SigningAlgorithm algorithm, BiFunction<KeyTimes, Instant, Duration> value) {
        Instant now = clock.instant();
        return schedule.signing(algorithm, now)
                .map(key -> (double) value.apply(key, now).toSeconds())
                .orElse(Double.NaN);
    }

    void seen(KeySchedule now) {
        schedule = now;
    }
}
