package dev.countersign.store.session;

import dev.countersign.protocol.GrantId;
import dev.countersign.protocol.Scopes;
import dev.countersign.protocol.SessionId;
import dev.countersign.protocol.UserId;
import java.time.Instant;

/**
 * An {@link AdminSession} as JSON in Redis; {@code v} is its version, instants are milliseconds.
 */
record StoredAdminSession(
        int v, String grant, String user, String sid, String scopes, long authorizedAt) {

    private static final int VERSION = 1;

    StoredAdminSession {
        if (v != VERSION) {
            throw new IllegalArgumentException("another version");
        }
    }

    static StoredAdminSession of(AdminSession session) {
        return new StoredAdminSession(
                VERSION,
                session.grant().toString(),
                session.user().toString(),
                session.sid().value(),
                session.scopes().toString(),
                session.authorizedAt().toEpochMilli());
    }

    AdminSession toSession() {
        return new AdminSession(
                GrantId.parse(grant),
                UserId.parse(user),
                new SessionId(sid),
                Scopes.parse(scopes),
                Instant.ofEpochMilli(authorizedAt));
    }
}
