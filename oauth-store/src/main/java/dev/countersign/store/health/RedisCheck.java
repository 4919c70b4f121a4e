package dev.countersign.store.health;

import dev.countersign.store.redis.RedisStore;
import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Command;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Ready while Redis answers. Services that keep nothing there exclude this check. */
@Readiness
@Singleton
final class RedisCheck implements AsyncHealthCheck {

    private final RedisStore redis;

    RedisCheck(RedisStore redis) {
        this.redis = redis;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return redis.send(Command.PING)
                .map(answer -> named().status(answer.isPresent()).build())
                .onFailure()
                .recoverWithItem(
                        failure -> named().down().withData("failure", failure.toString()).build());
    }

    private static HealthCheckResponseBuilder named() {
        return HealthCheckResponse.named("Redis");
    }
}
