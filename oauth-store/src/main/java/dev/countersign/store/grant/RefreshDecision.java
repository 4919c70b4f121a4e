package dev.countersign.store.grant;

import dev.countersign.protocol.Scopes;
import dev.countersign.protocol.error.Refusal;
import dev.countersign.protocol.token.RefreshToken;
import java.time.Instant;
import java.util.Optional;

/**
 * What to do with a refresh token of a true tag that the hot path did not spend. Pure: the row, the
 * token and PostgreSQL's time decide.
 */
sealed interface RefreshDecision {

    /** Current, and nothing speaks against it: another refresh came in between; try again. */
    record Spend() implements RefreshDecision {}

    /** Inside the window, successor unused: the same successor once more. */
    record Repeat() implements RefreshDecision {}

    /** Refused; nothing is revoked. */
    record Refuse(Refusal refusal) implements RefreshDecision {}

    /** A token that was spent long ago: somebody has a copy. The grant is revoked. */
    record Theft() implements RefreshDecision {}

    /**
     * @param by whose family comes before anything of the token, so that the other family's
     *     endpoint revokes nothing
     */
    static RefreshDecision of(RefreshToken presented, Presenter by, RefreshState row, Instant now) {
        if (!row.client().equals(by.client())) {
            return new Refuse(Refusal.REFRESH_TOKEN_OF_ANOTHER_CLIENT);
        }
        if (row.family() != by.family()) {
            return new Refuse(Refusal.REFRESH_TOKEN_OF_THE_OTHER_FAMILY);
        }
        if (by.subject().filter(it -> !it.equals(row.user())).isPresent()) {
            return new Refuse(Refusal.ID_TOKEN_OF_ANOTHER_PERSON);
        }
        if (row.ended() || !row.id().expiresAt().isAfter(now)) {
            return new Refuse(Refusal.REFRESH_TOKEN_ENDED);
        }
        if (presented.generation() > row.generation()) {
            // As after a restore of the database: no theft.
            return new Refuse(Refusal.REFRESH_TOKEN_OF_THE_FUTURE);
        }
        if (presented.generation() < row.generation() && isOutsideTheWindow(presented, row, now)) {
            return new Theft();
        }
        return insideTheWindow(presented, by.scope(), row);
    }

    /** The window runs from the instant at which the presented token was spent. */
    private static boolean isOutsideTheWindow(
            RefreshToken presented, RefreshState row, Instant now) {
        return row.spentAt(presented.generation())
                .map(spent -> spent.plus(row.window()).isBefore(now))
                .orElse(true);
    }

    private static RefreshDecision insideTheWindow(
            RefreshToken presented, Optional<Scopes> requested, RefreshState row) {
        if (row.stopped() || !row.stands()) {
            return new Refuse(Refusal.REFRESH_TOKEN_REVOKED);
        }
        if (row.idle()) {
            return new Refuse(Refusal.REFRESH_TOKEN_ENDED);
        }
        if (presented.generation() < row.generation() - 1) {
            return new Refuse(Refusal.REFRESH_TOKEN_LATE_DUPLICATE);
        }
        if (!row.isCurrent(presented) && !row.isPrevious(presented)) {
            // A true tag on a token that the row never held, as after a restore.
            return new Refuse(Refusal.REFRESH_TOKEN_UNKNOWN);
        }
        if (!requested.map(row.scopes()::containsAll).orElse(true)) {
            return new Refuse(Refusal.SCOPE_WIDER);
        }
        if (!row.reaches()) {
            return new Refuse(Refusal.REFRESH_TOKEN_OF_OTHER_APIS);
        }
        return row.isCurrent(presented) ? new Spend() : new Repeat();
    }
}
