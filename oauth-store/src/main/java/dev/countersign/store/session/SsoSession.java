package dev.countersign.store.session;

import dev.countersign.protocol.SessionId;
import dev.countersign.protocol.UserId;
import java.time.Instant;
import java.util.List;

/**
 * One sign-in of one person in one browser.
 *
 * @param authTime when the person proved who they are
 * @param authorizedAt the instant of the decision that the session rests on, by PostgreSQL's clock:
 *     a revocation rule stamped at or after it ends the session
 * @param amr how they proved it, RFC 8176
 */
public record SsoSession(
        SessionId sid,
        UserId user,
        Instant authTime,
        Instant authorizedAt,
        List<String> amr,
        int passwordVersion) {

    public SsoSession {
        amr = List.copyOf(amr);
    }
}
