package dev.countersign.store.session;

import dev.countersign.protocol.SessionId;
import dev.countersign.protocol.UserId;
import java.time.Instant;
import java.util.List;

/** An {@link SsoSession} as JSON in Redis; {@code v} is its version, instants are milliseconds. */
record StoredSession(
        int v,
        String sid,
        String user,
        long authTime,
        long authorizedAt,
        List<String> amr,
        int passwordVersion) {

    private static final int VERSION = 1;

    StoredSession {
        if (v != VERSION) {
            throw new IllegalArgumentException("another version");
        }
    }

    static StoredSession of(SsoSession session) {
        return new StoredSession(
                VERSION,
                session.sid().value(),
                session.user().toString(),
                session.authTime().toEpochMilli(),
                session.authorizedAt().toEpochMilli(),
                session.amr(),
                session.passwordVersion());
    }

    SsoSession toSession() {
        return new SsoSession(
                new SessionId(sid),
                UserId.parse(user),
                Instant.ofEpochMilli(authTime),
                Instant.ofEpochMilli(authorizedAt),
                amr,
                passwordVersion);
    }
}
