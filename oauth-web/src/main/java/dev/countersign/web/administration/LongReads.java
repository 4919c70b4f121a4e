package dev.countersign.web.administration;

import dev.countersign.protocol.error.OAuthException;
import dev.countersign.protocol.error.Refusal;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * The few places for what reads many rows. The relay takes its connections from the same pool: were
 * they all busy with searches, its heartbeats would stop, and every API would refuse its callers.
 */
@Singleton
public final class LongReads {

    /** At one replica, each on one connection at a time: a fifth of the pool. */
    public static final int AT_ONCE = 4;

    private final Semaphore places = new Semaphore(AT_ONCE);

    /**
     * Nobody waits for a place: where there is none, the {@code Uni} fails with {@link
     * Refusal#ADMINISTRATION_BUSY}. A caller who hangs up must not cancel the read, for PostgreSQL
     * would go on with it while its place were given away.
     */
    public <T> Uni<T> read(Supplier<Uni<T>> read) {
        return Uni.createFrom().deferred(() -> inAPlace(read));
    }

    private <T> Uni<T> inAPlace(Supplier<Uni<T>> read) {
        if (!places.tryAcquire()) {
            return Uni.createFrom().failure(new OAuthException(Refusal.ADMINISTRATION_BUSY));
        }
        // deferred: what throws before it begins gives its place back, too
        return Uni.createFrom()
                .<T>deferred(() -> read.get())
                .onTermination()
                .invoke(() -> places.release());
    }
}
