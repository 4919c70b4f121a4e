package dev.countersign.store.grant;

import dev.countersign.protocol.ClientId;
import dev.countersign.protocol.Family;
import dev.countersign.protocol.GrantId;
import dev.countersign.protocol.Scopes;
import dev.countersign.protocol.UserId;
import dev.countersign.protocol.token.RefreshToken;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A grant's row as the refresh rules see it.
 *
 * @param spentAt when the generations before the current one were spent, newest first; the last
 *     four
 * @param window for how long after it was spent a token is answered with its successor
 * @param stands false if the user or the application is gone or disabled
 * @param stopped a live rule stops it
 * @param idle it was not used for longer than the application's idle limit
 * @param reaches a token for what is asked would be for one of the grant's APIs, or for none
 */
record RefreshState(
        Family family,
        GrantId id,
        UserId user,
        ClientId client,
        Scopes scopes,
        int generation,
        Optional<byte[]> currentHash,
        Optional<byte[]> previousHash,
        List<Optional<Instant>> spentAt,
        Duration window,
        boolean ended,
        boolean stands,
        boolean stopped,
        boolean idle,
        boolean reaches) {

    boolean isCurrent(RefreshToken token) {
        return token.generation() == generation && equal(currentHash, token);
    }

    boolean isPrevious(RefreshToken token) {
        return token.generation() == generation - 1 && equal(previousHash, token);
    }

    /**
     * When a generation before the current one was spent; empty if that is too long ago to know.
     */
    Optional<Instant> spentAt(int spent) {
        int index = generation - 1 - spent;
        return index < 0 || index >= spentAt.size() ? Optional.empty() : spentAt.get(index);
    }

    private static boolean equal(Optional<byte[]> hash, RefreshToken token) {
        return hash.isPresent() && MessageDigest.isEqual(hash.get(), token.hash());
    }
}
