package dev.countersign.benchmarks.refresh;

import dev.countersign.benchmarks.refresh.Verdict.Event;
import dev.countersign.protocol.error.Refusal;
import dev.countersign.protocol.token.RefreshToken;
import java.time.Instant;

/**
 * A token that two have. The second of them presents it outside the window, whichever of the two
 * that is: that is the theft.
 *
 * @param stolen the token
 * @param newest the newest token of whoever presented it first
 * @param due when the window of the stolen token has passed
 */
record Theft(SignedIn victim, RefreshToken stolen, RefreshToken newest, Instant due) {

    /** The grant is revoked, and neither of the two keeps anything. */
    void isCaught(World world) {
        world.store.waitUntilAfter(due);
        world.expect(
                Refusal.REFRESH_TOKEN_REPLAYED, world.present(victim, stolen), Event.THEFT_CAUGHT);
        world.expectOver(victim, stolen, newest, victim.token);
    }
}
