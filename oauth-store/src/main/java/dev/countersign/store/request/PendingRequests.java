package dev.countersign.store.request;

import dev.countersign.store.redis.HashedKey;
import dev.countersign.store.redis.RedisStore;
import dev.countersign.store.redis.StoredJson;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Response;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;

/** Authorization requests that wait for a person, for an hour at most. */
@Singleton
public final class PendingRequests {

    private static final Duration LIFETIME = Duration.ofHours(1);

    private final RedisStore redis;

    public PendingRequests(RedisStore redis) {
        this.redis = redis;
    }

    /** Keeps the request and names the handle by which it is found. */
    public Uni<RequestHandle> open(PendingRequest request) {
        RequestHandle handle = RequestHandle.random();
        String json = StoredJson.write(StoredRequest.of(request));
        return redis.send(Command.SET, key(handle), json, "PX", String.valueOf(LIFETIME.toMillis()))
                .replaceWith(handle);
    }

    public Uni<Optional<PendingRequest>> find(RequestHandle handle) {
        return redis.send(Command.GET, key(handle)).map(PendingRequests::request);
    }

    /** Takes the request: of any number of concurrent calls, one gets it. */
    public Uni<Optional<PendingRequest>> close(RequestHandle handle) {
        return redis.send(Command.GETDEL, key(handle)).map(PendingRequests::request);
    }

    private static Optional<PendingRequest> request(Optional<Response> stored) {
        return StoredJson.read(
                stored.map(Response::toString).orElse(null),
                StoredRequest.class,
                StoredRequest::toRequest);
    }

    private static String key(RequestHandle handle) {
        return HashedKey.of("request", handle.value());
    }
}
