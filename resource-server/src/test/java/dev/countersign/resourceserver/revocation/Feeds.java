package dev.countersign.resourceserver.revocation;

import dev.countersign.resourceserver.TestClock;
import dev.countersign.resourceserver.revocation.FeedRecord.Heartbeat;
import java.time.Duration;

/** What a decision sees of a feed, without a feed. */
public final class Feeds {

    private Feeds() {}

    /** Fresh by the clock as it stands; stale once more than five seconds have passed. */
    public static Freshness fresh(TestClock clock) {
        Freshness freshness = new Freshness(Duration.ofSeconds(5), clock, clock);
        freshness.reading(1);
        beat(freshness, clock);
        return freshness;
    }

    public static void beat(Freshness freshness, TestClock clock) {
        freshness.heard(0, new Heartbeat(clock.instant(), 1));
    }
}
