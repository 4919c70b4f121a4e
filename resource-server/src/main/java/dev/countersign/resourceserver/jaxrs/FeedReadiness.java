package dev.countersign.resourceserver.jaxrs;

import dev.countersign.resourceserver.revocation.RevocationFeed;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready once all rules were known; see {@link RevocationFeed#ready()}. */
@Readiness
@Singleton
public final class FeedReadiness implements HealthCheck {

    private final RevocationFeed feed;

    FeedReadiness(RevocationFeed feed) {
        this.feed = feed;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("revocation-feed").status(feed.ready()).build();
    }
}
