package dev.countersign.resourceserver.jaxrs;

import dev.countersign.resourceserver.Measurements;
import dev.countersign.resourceserver.micrometer.ResourceServerMeters;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import jakarta.inject.Singleton;

/**
 * Found by Quarkus where the application has Micrometer; where it has not, nobody asks for this
 * bean and it is left out of the application.
 */
@Singleton
final class Meters implements MeterBinder {

    private final Measurements measurements;

    Meters(Measurements measurements) {
        this.measurements = measurements;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        new ResourceServerMeters(measurements).bindTo(registry);
    }
}
