package dev.countersign.store.assertion;

import dev.countersign.clients.SpentAssertions;
import dev.countersign.protocol.ClientId;
import dev.countersign.store.redis.HashedKey;
import dev.countersign.store.redis.RedisStore;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Command;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** Spent assertions in Redis, each for as long as it would be accepted otherwise. */
@Singleton
public final class RedisSpentAssertions implements SpentAssertions {

    /** Beyond the expiry: replicas' clocks differ. */
    private static final Duration SKEW = Duration.ofMinutes(1);

    private final RedisStore redis;
    private final InstantSource clock;

    public RedisSpentAssertions(RedisStore redis, InstantSource clock) {
        this.redis = redis;
        this.clock = clock;
    }

    @Override
    public Uni<Boolean> spend(ClientId client, String jti, Instant until) {
        Duration remembered = Duration.between(clock.instant(), until).plus(SKEW);
        return redis.send(
                        Command.SET,
                        // no client id has a NUL
                        HashedKey.of("assertion", client.value() + "\0" + jti),
                        "1",
                        "NX",
                        "PX",
                        String.valueOf(Math.max(1, remembered.toMillis())))
                .map(Optional::isPresent);
    }
}
