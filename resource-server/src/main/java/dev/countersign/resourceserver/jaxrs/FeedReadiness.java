package dev.countersign.resourceserver.jaxrs;

import dev.countersign.resourceserver.ResourceServer;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready once all rules were known; see {@link ResourceServer#ready()}. */
@Readiness
@Singleton
public final class FeedReadiness implements HealthCheck {

    private final ResourceServer core;

    FeedReadiness(ResourceServer core) {
        this.core = core;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("revocation-feed").status(core.ready()).build();
    }
}
