package dev.countersign.store.revocation;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * How far the marking of a rule has come: through lanes, each an equal value in the rule's index,
 * and in the first of them up to a row. Kept in memory only; a walk that begins anew does not meet
 * what is marked already.
 *
 * @param lanes those that are left; for {@link GrantReach#EVERYTHING} the one of the empty text
 * @param batches how many were made so far
 */
record RuleWalk(GrantReach reach, List<String> lanes, Instant issuedAt, UUID grant, int batches) {

    private static final UUID FIRST = new UUID(0, 0);

    RuleWalk {
        lanes = List.copyOf(lanes);
    }

    static RuleWalk through(GrantReach reach, List<String> lanes) {
        return new RuleWalk(reach, lanes, Instant.EPOCH, FIRST, 0);
    }

    boolean isDone() {
        return lanes.isEmpty();
    }

    String lane() {
        return lanes.getFirst();
    }

    RuleWalk upTo(Instant lastIssuedAt, UUID last) {
        return new RuleWalk(reach, lanes, lastIssuedAt, last, batches + 1);
    }

    RuleWalk nextLane() {
        return new RuleWalk(
                reach, lanes.subList(1, lanes.size()), Instant.EPOCH, FIRST, batches + 1);
    }
}
