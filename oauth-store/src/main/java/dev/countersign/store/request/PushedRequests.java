package dev.countersign.store.request;

import dev.countersign.protocol.ClientId;
import dev.countersign.protocol.request.Parameters;
import dev.countersign.store.redis.HashedKey;
import dev.countersign.store.redis.RedisStore;
import dev.countersign.store.redis.StoredJson;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Response;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;

/** Authorization requests that clients pushed (RFC 9126 §2), for a minute at most. */
@Singleton
public final class PushedRequests {

    /** {@code expires_in}: a browser that is sent here at once comes in seconds. */
    public static final Duration LIFETIME = Duration.ofSeconds(60);

    private final RedisStore redis;

    public PushedRequests(RedisStore redis) {
        this.redis = redis;
    }

    /** Keeps the parameters of a client's request, and names the URI by which it is taken. */
    public Uni<RequestUri> push(ClientId client, Parameters parameters) {
        RequestUri uri = RequestUri.random();
        return redis.send(
                        Command.SET,
                        key(client, uri),
                        StoredJson.write(StoredPushedRequest.of(parameters)),
                        "PX",
                        String.valueOf(LIFETIME.toMillis()))
                .replaceWith(uri);
    }

    /**
     * Takes the request, if this client pushed it: of any number of concurrent calls, one gets it;
     * those of other clients neither find nor spend it.
     */
    public Uni<Optional<Parameters>> take(ClientId client, RequestUri uri) {
        return redis.send(Command.GETDEL, key(client, uri)).map(PushedRequests::parameters);
    }

    private static Optional<Parameters> parameters(Optional<Response> stored) {
        return StoredJson.read(
                stored.map(Response::toString).orElse(null),
                StoredPushedRequest.class,
                StoredPushedRequest::toParameters);
    }

    private static String key(ClientId client, RequestUri uri) {
        // no client id has a NUL
        return HashedKey.of("pushed", client.value() + "\0" + uri.value());
    }
}
