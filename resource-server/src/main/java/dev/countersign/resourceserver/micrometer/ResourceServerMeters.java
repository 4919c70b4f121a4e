package dev.countersign.resourceserver.micrometer;

import dev.countersign.resourceserver.Measurements;
import dev.countersign.resourceserver.refusal.AccessRefusal;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * {@code countersign_resource_server_...}: {@code decisions_total} by {@code outcome} ({@code
 * accepted}, or the refusal's constant in lower case), {@code accepted_while_stale_total}, {@code
 * introspections_total}, {@code rules_held}, and {@code feed_age_seconds} (NaN before the first
 * heartbeat, and where there is no feed).
 */
public final class ResourceServerMeters implements MeterBinder {

    private static final String PREFIX = "countersign.resource.server.";

    private final Measurements measurements;

    public ResourceServerMeters(Measurements measurements) {
        this.measurements = measurements;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        decisions("accepted", Measurements::accepted).register(registry);
        for (AccessRefusal refusal : AccessRefusal.values()) {
            decisions(refusal.name().toLowerCase(Locale.ROOT), it -> it.refused(refusal))
                    .register(registry);
        }
        counter("accepted.while.stale", Measurements::acceptedWhileStale)
                .description("Requests let in although a revocation may have been missed")
                .register(registry);
        counter("introspections", Measurements::introspections)
                .description("Questions sent to the introspection endpoint")
                .register(registry);
        Gauge.builder(PREFIX + "rules.held", measurements, Measurements::rulesHeld)
                .description("Revocation rules in force here")
                .register(registry);
        Gauge.builder(PREFIX + "feed.age", measurements, ResourceServerMeters::feedAge)
                .baseUnit("seconds")
                .description("How old the news of revocations is")
                .register(registry);
    }

    private FunctionCounter.Builder<Measurements> decisions(
            String outcome, ToDoubleFunction<Measurements> count) {
        return counter("decisions", count)
                .tag("outcome", outcome)
                .description("Requests decided on");
    }

    private FunctionCounter.Builder<Measurements> counter(
            String name, ToDoubleFunction<Measurements> count) {
        return FunctionCounter.builder(PREFIX + name, measurements, count);
    }

    private static double feedAge(Measurements measurements) {
        return measurements
                .feedAge()
                .map(Duration::toMillis)
                .map(millis -> millis / 1000.0)
                .orElse(Double.NaN);
    }
}
