package dev.countersign.token.jwks;

import dev.countersign.store.key.KeyRotations;
import dev.countersign.store.loop.Loop;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;

/**
 * Rotates the signing keys when it is due (design, Keys). It runs beside the JWK Set: where this
 * service is away nobody needs another key, and where it is there its keys must be. Every replica
 * looks once a minute, and the one that finds something due does it.
 */
@Singleton
public final class ScheduledRotation implements AutoCloseable {

    private static final Duration PERIOD = Duration.ofMinutes(1);

    private final KeyRotations rotations;
    private final SigningKeyMetrics metrics;
    private final Loop loop = new Loop("key-rotation", PERIOD, this::rotate);

    ScheduledRotation(KeyRotations rotations, SigningKeyMetrics metrics) {
        this.rotations = rotations;
        this.metrics = metrics;
    }

    void start(@Observes StartupEvent started) {
        loop.start();
    }

    private void rotate() {
        metrics.seen(Loop.await(rotations.rotateWhereDue()).schedule());
    }

    @Override
    @PreDestroy
    public void close() {
        loop.close();
    }
}
