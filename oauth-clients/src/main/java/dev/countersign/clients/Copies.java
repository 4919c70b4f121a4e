package dev.countersign.clients;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * What was read of one kind, by its key, also that there is none. For how long a copy is believed
 * is asked whenever it is used.
 */
final class Copies<K, V> {

    private static final int LARGEST = 10_000;

    /** What a read answered that began at that time. */
    private record Copy<V>(V found, long begunNanos) {}

    private final AsyncCache<K, Copy<V>> cache;
    private final Function<K, Uni<V>> store;
    private final Supplier<Duration> believed;
    private final LongSupplier nanos;
    private volatile long forgottenNanos;

    /**
     * @param longest that {@code believed} ever answers
     */
    Copies(
            Function<K, Uni<V>> store,
            Duration longest,
            Supplier<Duration> believed,
            LongSupplier nanos) {
        this.cache =
                Caffeine.newBuilder().expireAfterWrite(longest).maximumSize(LARGEST).buildAsync();
        this.store = store;
        this.believed = believed;
        this.nanos = nanos;
        this.forgottenNanos = nanos.getAsLong();
    }

    /** The copy, or what is read now; a failed read is not remembered. */
    Uni<V> find(K key) {
        return Uni.createFrom()
                .completionStage(
                        () -> {
                            forgetIfTooOld(key);
                            return found(cache.get(key, (missing, executor) -> read(missing)));
                        });
    }

    /** What is read from now on, in place of any copy and of any read that has begun. */
    Uni<V> findAnew(K key) {
        return Uni.createFrom()
                .completionStage(
                        () -> found(cache.asMap().compute(key, (same, former) -> read(same))));
    }

    /** Also a read that has begun is remembered no more. */
    void forget(K key) {
        cache.asMap().remove(key);
    }

    void forgetAll() {
        forgottenNanos = nanos.getAsLong();
        cache.asMap().clear();
    }

    private CompletableFuture<Copy<V>> read(K key) {
        long begun = nanos.getAsLong();
        return store.apply(key).map(found -> new Copy<>(found, begun)).subscribeAsCompletionStage();
    }

    /** A future of the caller's own: one who leaves takes the read from nobody else. */
    private static <V> CompletableFuture<V> found(CompletableFuture<Copy<V>> copy) {
        return copy.thenApply(Copy::found);
    }

    private void forgetIfTooOld(K key) {
        CompletableFuture<Copy<V>> known = cache.getIfPresent(key);
        if (known != null && isTooOld(known)) {
            cache.asMap().remove(key, known);
        }
    }

    private boolean isTooOld(CompletableFuture<Copy<V>> known) {
        if (known.state() != Future.State.SUCCESS) {
            return false;
        }
        long begun = known.resultNow().begunNanos();
        return begun - forgottenNanos < 0 || nanos.getAsLong() - begun > believed.get().toNanos();
    }
}
