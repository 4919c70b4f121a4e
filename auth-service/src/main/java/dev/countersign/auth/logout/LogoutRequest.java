package dev.countersign.auth.logout;

import dev.countersign.clients.Application;
import dev.countersign.jose.RecognizedToken.AnIdToken;
import dev.countersign.protocol.ClientId;
import dev.countersign.protocol.UserId;
import dev.countersign.store.session.SsoSession;
import java.util.Optional;

/**
 * What was asked for, OpenID Connect RP-Initiated Logout 1.0 §2.
 *
 * @param hint an ID token of ours for this application; empty if there is none of use
 * @param application who asks, by its hint, or by its {@code client_id} alone, which proves nothing
 */
record LogoutRequest(Optional<Hint> hint, Optional<Application> application, Return returning) {

    /** An ID token of ours, and whom it names. */
    record Hint(AnIdToken token, UserId person) {}

    /**
     * Whether nobody need be asked: the hint is of this session. One without {@code sid} is of
     * offline access, and is as good as its subject.
     */
    boolean isOf(SsoSession session) {
        return names(session)
                && hint.map(Hint::token)
                        .flatMap(AnIdToken::session)
                        .map(session.sid()::equals)
                        .orElse(true);
    }

    /** Whether it is of the same person at least: then nobody else is meant. */
    boolean names(SsoSession session) {
        return hint.filter(it -> it.person().equals(session.user())).isPresent();
    }

    /** The application that showed by a hint that it may end what it obtained itself. */
    Optional<ClientId> asking() {
        return hint.map(Hint::token).map(AnIdToken::audience);
    }
}
