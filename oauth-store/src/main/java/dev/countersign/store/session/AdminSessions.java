package dev.countersign.store.session;

import dev.countersign.store.redis.RedisStore;
import dev.countersign.store.redis.StoredJson;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/** Sessions of administrators: half an hour of idleness, or the end of the grant, ends one. */
@Singleton
public final class AdminSessions {

    /** Shorter than that of single sign-on: more is lost at a screen that was left alone. */
    private static final Duration IDLE = Duration.ofMinutes(30);

    private final SessionStore<AdminSession> sessions;

    public AdminSessions(RedisStore redis, InstantSource clock) {
        this.sessions =
                new SessionStore<>(
                        redis,
                        "admin-session",
                        IDLE,
                        session -> StoredJson.write(StoredAdminSession.of(session)),
                        json ->
                                StoredJson.read(
                                                json,
                                                StoredAdminSession.class,
                                                StoredAdminSession::toSession)
                                        .filter(it -> it.endsAt().isAfter(clock.instant())));
    }

    /** Keeps the session and names the cookie by which it is found. */
    public Uni<SessionCookie> create(AdminSession session) {
        return sessions.create(session);
    }

    /** The session, if it has not ended; being found counts as use. */
    public Uni<Optional<AdminSession>> find(SessionCookie cookie) {
        return sessions.find(cookie);
    }

    /** Ends the session, not the grant; no harm if it has ended. */
    public Uni<Void> end(SessionCookie cookie) {
        return sessions.end(cookie);
    }
}
