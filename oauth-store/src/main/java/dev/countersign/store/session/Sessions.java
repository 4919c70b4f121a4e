package dev.countersign.store.session;

import dev.countersign.store.redis.HashedKey;
import dev.countersign.store.redis.RedisStore;
import dev.countersign.store.redis.StoredJson;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Response;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/** Single sign-on sessions: 8 hours of idleness, 12 hours after the sign-in, end one. */
@Singleton
public final class Sessions {

    private static final Duration IDLE = Duration.ofHours(8);
    private static final Duration ABSOLUTE = Duration.ofHours(12);

    private final RedisStore redis;
    private final InstantSource clock;

    public Sessions(RedisStore redis, InstantSource clock) {
        this.redis = redis;
        this.clock = clock;
    }

    /** Keeps the session and names the cookie by which it is found. */
    public Uni<SessionCookie> create(SsoSession session) {
        SessionCookie cookie = SessionCookie.random();
        String json = StoredJson.write(StoredSession.of(session));
        return redis.send(Command.SET, key(cookie), json, "PX", String.valueOf(IDLE.toMillis()))
                .replaceWith(cookie);
    }

    /** The session, if it has not ended; being found counts as use. */
    public Uni<Optional<SsoSession>> find(SessionCookie cookie) {
        return redis.send(Command.GETEX, key(cookie), "PX", String.valueOf(IDLE.toMillis()))
                .map(this::alive);
    }

    /** Ends the session; no harm if it has ended. */
    public Uni<Void> end(SessionCookie cookie) {
        return redis.send(Command.DEL, key(cookie)).replaceWithVoid();
    }

    private Optional<SsoSession> alive(Optional<Response> stored) {
        return StoredJson.read(
                        stored.map(Response::toString).orElse(null),
                        StoredSession.class,
                        StoredSession::toSession)
                .filter(it -> it.authTime().plus(ABSOLUTE).isAfter(clock.instant()));
    }

    private static String key(SessionCookie cookie) {
        return HashedKey.of("session", cookie.value());
    }
}
