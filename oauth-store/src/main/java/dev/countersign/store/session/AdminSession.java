package dev.countersign.store.session;

import dev.countersign.protocol.GrantId;
import dev.countersign.protocol.Scopes;
import dev.countersign.protocol.SessionId;
import dev.countersign.protocol.UserId;
import java.time.Instant;

/**
 * One browser in which a person administers: a grant to the server's own pages. Whatever ends the
 * grant ends the session, and what the person may do is read anew at each use.
 *
 * @param sid the single sign-on session in which it began, and with which it ends
 * @param scopes what the grant allows at most
 * @param authorizedAt of the grant, by PostgreSQL's clock
 */
public record AdminSession(
        GrantId grant, UserId user, SessionId sid, Scopes scopes, Instant authorizedAt) {

    /** The grant's. */
    public Instant endsAt() {
        return grant.expiresAt();
    }
}
