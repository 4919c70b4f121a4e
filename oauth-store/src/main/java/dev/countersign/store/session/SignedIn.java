package dev.countersign.store.session;

import dev.countersign.protocol.UserId;

/** A session that has not ended by itself, and the cookie by which it was found. */
public record SignedIn(SessionCookie cookie, SsoSession session) {

    public UserId user() {
        return session.user();
    }
}
