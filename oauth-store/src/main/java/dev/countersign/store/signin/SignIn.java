package dev.countersign.store.signin;

import dev.countersign.protocol.ClientId;
import dev.countersign.protocol.Scopes;
import dev.countersign.protocol.UserId;
import dev.countersign.store.session.SsoSession;
import java.time.Instant;
import java.util.Optional;

/**
 * What a decision rests on.
 *
 * @param passwordVersion of the password that was verified, now or when the session began
 * @param session empty where the password was verified just now
 * @param requestedAt the {@code authorizedAt} of the pending request
 * @param scopes what the application asks for
 */
public record SignIn(
        UserId user,
        int passwordVersion,
        Optional<SsoSession> session,
        ClientId client,
        Instant requestedAt,
        Scopes scopes) {}
