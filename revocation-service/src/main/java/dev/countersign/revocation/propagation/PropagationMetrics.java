package dev.countersign.revocation.propagation;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;

/** Every replica measures every acknowledgement: look at one of them, or at quantiles. */
final class PropagationMetrics {

    private static final Duration LEAST = Duration.ofMillis(5);
    private static final Duration MOST = Duration.ofSeconds(5);

    private final Timer propagation;
    private final Counter skewed;
    private final Counter ignored;

    PropagationMetrics(MeterRegistry registry, AppliedRules applied) {
        propagation =
                Timer.builder("revocation.propagation")
                        .description("From the stamp of a rule until an API instance applied it")
                        .publishPercentileHistogram()
                        .minimumExpectedValue(LEAST)
                        .maximumExpectedValue(MOST)
                        .register(registry);
        skewed =
                Counter.builder("revocation.propagation.skewed")
                        .description("Rules that were applied before their stamp, by the clocks")
                        .register(registry);
        ignored =
                Counter.builder("revocation.acknowledgements.ignored")
                        .description("Records of countersign.applied that are not of its form")
                        .register(registry);
        Gauge.builder("revocation.instances.lagging", applied, AppliedRules::lagging)
                .description("API instances that lack rules older than five seconds")
                .register(registry);
        Gauge.builder("revocation.instances", applied, AppliedRules::present)
                .description("API instances that spoke in the last thirty seconds")
                .register(registry);
    }

    void applied(Instant stamped, Instant applied) {
        Duration took = Duration.between(stamped, applied);
        if (took.isNegative()) {
            skewed.increment();
        }
        propagation.record(took.isNegative() ? Duration.ZERO : took);
    }

    void ignored() {
        ignored.increment();
    }
}
