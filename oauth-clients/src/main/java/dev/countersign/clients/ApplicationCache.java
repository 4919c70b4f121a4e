package dev.countersign.clients;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.countersign.protocol.ClientId;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Applications in memory, at most 30 seconds old. A stale one cannot issue anything that lasts: the
 * statement that makes or refreshes a grant reads the application again.
 */
@Singleton
public final class ApplicationCache {

    private static final Duration REREAD = Duration.ofSeconds(30);
    private static final int LARGEST = 10_000;

    private final Applications applications;
    private final AsyncCache<ClientId, Optional<Application>> cache =
            Caffeine.newBuilder().expireAfterWrite(REREAD).maximumSize(LARGEST).buildAsync();
    private final AsyncCache<ClientId, Optional<Api>> apis =
            Caffeine.newBuilder().expireAfterWrite(REREAD).maximumSize(LARGEST).buildAsync();

    public ApplicationCache(Applications applications) {
        this.applications = applications;
    }

    /** The application; a failed read is not remembered. */
    public Uni<Optional<Application>> find(ClientId id) {
        return Uni.createFrom()
                .completionStage(
                        () ->
                                cache.get(
                                                id,
                                                (key, executor) ->
                                                        applications
                                                                .find(key)
                                                                .subscribeAsCompletionStage())
                                        // a caller who leaves takes the read from nobody else
                                        .copy());
    }

    /**
     * The application as it is from now on: no copy, and no read that began before this call, will
     * do. What was read is remembered, in place of any copy.
     */
    public Uni<Optional<Application>> findAnew(ClientId id) {
        return Uni.createFrom()
                .completionStage(
                        () -> {
                            CompletableFuture<Optional<Application>> read =
                                    applications.find(id).subscribeAsCompletionStage();
                            cache.put(id, read);
                            return read.copy();
                        });
    }

    public Uni<Optional<Api>> findApi(ClientId introspectionClient) {
        return Uni.createFrom()
                .completionStage(
                        () ->
                                apis.get(
                                                introspectionClient,
                                                (key, executor) ->
                                                        applications
                                                                .findApi(key)
                                                                .subscribeAsCompletionStage())
                                        .copy());
    }

    /** Forgets an application, so that the next call reads it. */
    public void evict(ClientId id) {
        cache.synchronous().invalidate(id);
    }
}
