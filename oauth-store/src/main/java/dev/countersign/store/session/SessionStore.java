package dev.countersign.store.session;

import dev.countersign.store.redis.HashedKey;
import dev.countersign.store.redis.RedisStore;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Response;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Sessions of one kind, each under the hash of its cookie, until nobody has used it for a time.
 *
 * @param kind keeps the keys of one kind from those of another
 * @param write the JSON that is kept
 * @param read the session, if it has not ended by itself
 */
record SessionStore<S>(
        RedisStore redis,
        String kind,
        Duration idle,
        Function<S, String> write,
        Function<@Nullable String, Optional<S>> read) {

    Uni<SessionCookie> create(S session) {
        SessionCookie cookie = SessionCookie.random();
        return redis.send(Command.SET, key(cookie), write.apply(session), "PX", idleMillis())
                .replaceWith(cookie);
    }

    /** Being found counts as use. */
    Uni<Optional<S>> find(SessionCookie cookie) {
        return redis.send(Command.GETEX, key(cookie), "PX", idleMillis()).map(this::session);
    }

    /** Being looked at does not. */
    Uni<Optional<S>> look(SessionCookie cookie) {
        return redis.send(Command.GET, key(cookie)).map(this::session);
    }

    Uni<Void> end(SessionCookie cookie) {
        return redis.send(Command.DEL, key(cookie)).replaceWithVoid();
    }

    private Optional<S> session(Optional<Response> stored) {
        return read.apply(stored.map(Response::toString).orElse(null));
    }

    private String idleMillis() {
        return String.valueOf(idle.toMillis());
    }

    private String key(SessionCookie cookie) {
        return HashedKey.of(kind, cookie.value());
    }
}
