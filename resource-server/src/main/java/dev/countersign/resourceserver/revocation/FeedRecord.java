package dev.countersign.resourceserver.revocation;

import java.time.Instant;
import java.util.Set;

/** What stands in one record of the topic {@code countersign.revocations}. */
sealed interface FeedRecord {

    /**
     * @param ignored fields that this version does not know; without them the rule stops more
     */
    record Rule(RevocationRule rule, Set<String> ignored) implements FeedRecord {}

    /**
     * @param at every rule committed before it has been delivered, by the issuer's clock
     * @param partitions how many there are to be read
     */
    record Heartbeat(Instant at, int partitions) implements FeedRecord {}

    /**
     * Something that might be a rule and is not understood: another {@code v}, a damaged record, a
     * rule without any field. What it stops can not be told, so from here on the feed is as good as
     * stale, until the process is upgraded or the record has left the topic.
     */
    record Unreadable(String why) implements FeedRecord {}
}
