package dev.countersign.auth.authorize;

import dev.countersign.clients.Lifetimes;
import dev.countersign.store.request.PendingRequest;
import dev.countersign.store.session.SsoSession;
import java.time.Duration;
import java.time.Instant;

/** The third step: is the session good enough for this request, or must the person sign in? */
public final class SignInNeeded {

    /** A grant that would end sooner is not worth beginning. */
    private static final Duration SHORTEST_GRANT = Duration.ofMinutes(1);

    private SignInNeeded() {}

    public static boolean decide(
            PendingRequest request, Lifetimes lifetimes, SsoSession session, Instant now) {
        boolean asked =
                request.prompt().contains(Prompt.LOGIN)
                        || request.prompt().contains(Prompt.SELECT_ACCOUNT);
        boolean someoneElse = !request.isFor(session.user());
        boolean tooOld =
                request.maxAge()
                        .filter(it -> session.authTime().plus(it).isBefore(now))
                        .isPresent();
        // A grant ends so long after the sign-in, however late it begins (contract, section 4).
        Instant end = session.authTime().plus(lifetimes.grant());
        return asked || someoneElse || tooOld || end.isBefore(now.plus(SHORTEST_GRANT));
    }
}
