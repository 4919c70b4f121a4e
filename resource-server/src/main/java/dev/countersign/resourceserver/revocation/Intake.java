package dev.countersign.resourceserver.revocation;

import dev.countersign.resourceserver.revocation.FeedRecord.Heartbeat;
import dev.countersign.resourceserver.revocation.FeedRecord.Rule;
import dev.countersign.resourceserver.revocation.FeedRecord.Unreadable;
import dev.countersign.resourceserver.revocation.Freshness.Stale;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What a record means here, however it came: rules and freshness change, and what an operator must
 * know is said. Used by one thread.
 */
public final class Intake {

    private static final System.Logger LOG = System.getLogger(RevocationFeed.class.getName());

    private final RevocationRules rules;
    private final Freshness freshness;
    private final Consumer<RevocationRule> applied;
    private final InstantSource clock;
    private Optional<Stale> reported = Optional.empty();
    private Instant issuersTime = Instant.EPOCH;

    /**
     * @param applied told of each rule once it is in force; must not block
     */
    public Intake(
            RevocationRules rules,
            Freshness freshness,
            Consumer<RevocationRule> applied,
            InstantSource clock) {
        this.rules = rules;
        this.freshness = freshness;
        this.applied = applied;
        this.clock = clock;
    }

    /** Partitions 0 to n-1 are read, all from their beginning. */
    void reading(int partitions) {
        freshness.reading(partitions);
    }

    /**
     * @param partition where it stood; a feed without partitions has one
     * @param place names the record in the log
     */
    void take(FeedRecord record, int partition, String place) {
        switch (record) {
            case Heartbeat heartbeat -> {
                freshness.heard(partition, heartbeat);
                issuersTime = heartbeat.at().isAfter(issuersTime) ? heartbeat.at() : issuersTime;
            }
            case Rule(RevocationRule rule, var ignored) -> {
                if (!ignored.isEmpty()) {
                    LOG.log(
                            System.Logger.Level.ERROR,
                            "rule {0} has fields that this version ignores, and so stops more"
                                    + " than it should: upgrade resource-server",
                            rule.id());
                }
                if (!rule.mayBeForgotten(now())) {
                    rules.add(rule);
                    applied.accept(rule);
                }
            }
            case Unreadable(String why) -> {
                freshness.unreadable();
                LOG.log(
                        System.Logger.Level.ERROR,
                        "record {0} of the revocation feed is not understood: {1}",
                        place,
                        why);
            }
        }
    }

    /** Called after each batch: forgets what has ended, and says once that the feed is stale. */
    void settle() {
        rules.forget(now());
        Optional<Stale> now = freshness.stale();
        if (!now.equals(reported)) {
            reported = now;
            LOG.log(
                    now.isPresent() ? System.Logger.Level.WARNING : System.Logger.Level.INFO,
                    "revocation feed: {0}; {1} rules held",
                    now.map(Stale::log).orElse("fresh"),
                    rules.size());
        }
    }

    boolean fresh() {
        return freshness.stale().isEmpty();
    }

    /**
     * The time by which rules are forgotten: the issuer's, as last heard, or this machine's if that
     * is earlier. A clock set forward for a moment must not lose a rule for good.
     */
    private Instant now() {
        Instant mine = clock.instant();
        return mine.isBefore(issuersTime) ? mine : issuersTime;
    }
}
