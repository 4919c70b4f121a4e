package dev.countersign.resourceserver.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.resourceserver.TestClock;
import dev.countersign.resourceserver.revocation.FeedRecord.Heartbeat;
import dev.countersign.resourceserver.revocation.Freshness.Stale;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FreshnessTest {

    private final TestClock clock = new TestClock();
    private final Freshness freshness = new Freshness(Duration.ofSeconds(5), clock, clock);

    @BeforeEach
    void readTwoPartitions() {
        freshness.reading(2);
    }

    @Test
    void isUnknownUntilEveryPartitionHasBeaten() {
        assertThat(freshness.stale()).contains(Stale.NOTHING_HEARD);
        beat(0);
        assertThat(freshness.stale()).contains(Stale.NOTHING_HEARD);
        beat(1);
        assertThat(freshness.stale()).isEmpty();
    }

    @Test
    void theOldestPartitionCounts() {
        beat(0);
        beat(1);
        clock.pass(Duration.ofSeconds(3));
        beat(0);
        clock.pass(Duration.ofSeconds(3));
        beat(0);

        assertThat(freshness.stale()).contains(Stale.TOO_OLD);
    }

    @Test
    void theBoundItselfIsFresh() {
        beat(0);
        beat(1);
        clock.pass(Duration.ofSeconds(5));
        assertThat(freshness.stale()).isEmpty();
        clock.pass(Duration.ofMillis(1));
        assertThat(freshness.stale()).contains(Stale.TOO_OLD);
    }

    @Test
    void beatsOfThePastAreNoNews() {
        beats(0, clock.instant().minusSeconds(60), 2);
        beats(1, clock.instant().minusSeconds(60), 2);

        assertThat(freshness.stale()).contains(Stale.TOO_OLD);
    }

    @Test
    void aWallClockThatStandsStillDoesNotHideIt() {
        beat(0);
        beat(1);
        var then = clock.instant();
        clock.pass(Duration.ofSeconds(6));
        clock.set(then);

        assertThat(freshness.stale()).contains(Stale.TOO_OLD);
    }

    @Test
    void aWallClockSetBackIsNoticed() {
        beat(0);
        beat(1);
        clock.set(clock.instant().minusSeconds(2));

        assertThat(freshness.stale()).contains(Stale.CLOCKS_DIFFER);
    }

    @Test
    void aBeatFromTheFutureIsStaleUntilAGoodOneComes() {
        beat(0);
        beats(1, clock.instant().plusMillis(1001), 2);
        assertThat(freshness.stale()).contains(Stale.CLOCKS_DIFFER);
        clock.pass(Duration.ofMillis(500));
        beat(1);

        assertThat(freshness.stale()).isEmpty();
    }

    @Test
    void aSecondAheadIsTolerated() {
        beat(0);
        beats(1, clock.instant().plusMillis(1000), 2);

        assertThat(freshness.stale()).isEmpty();
    }

    @Test
    void aTopicThatGrewIsStaleUntilItIsReadInFull() {
        beat(0);
        beats(1, clock.instant(), 3);
        assertThat(freshness.stale()).contains(Stale.PARTITIONS_DIFFER);

        freshness.reading(3);
        clock.pass(Duration.ofMillis(1));
        beats(0, clock.instant(), 3);
        beats(1, clock.instant(), 3);
        assertThat(freshness.stale()).contains(Stale.NOTHING_HEARD);
        beats(2, clock.instant(), 3);
        assertThat(freshness.stale()).isEmpty();
    }

    @Test
    void aLateBeatOfAnotherRelayTakesNothingBack() {
        beat(0);
        beat(1);
        beats(1, clock.instant().minusSeconds(30), 2);

        assertThat(freshness.stale()).isEmpty();
    }

    @Test
    void anUnreadableRecordIsNeverForgotten() {
        freshness.unreadable();
        beat(0);
        beat(1);

        assertThat(freshness.stale()).contains(Stale.UNREADABLE_RECORD);
    }

    @Test
    void whatEveryPartitionHasHeardIsInForce() {
        Instant earlier = clock.instant().minusSeconds(60);
        beats(0, earlier, 2);
        assertThat(freshness.heardUntil()).isEmpty();
        beat(1);
        assertThat(freshness.heardUntil()).contains(earlier);
        beat(0);
        assertThat(freshness.heardUntil()).contains(clock.instant());
        clock.pass(Duration.ofHours(1));
        assertThat(freshness.heardUntil()).contains(clock.instant().minus(Duration.ofHours(1)));
    }

    @Test
    void nothingIsSaidToBeInForceWhileAPartOfTheTopicIsNotUnderstoodOrNotRead() {
        beat(0);
        beats(1, clock.instant(), 3);
        assertThat(freshness.heardUntil()).isEmpty();
        freshness.reading(3);
        assertThat(freshness.heardUntil()).isEmpty();
        for (int partition = 0; partition < 3; partition++) {
            beats(partition, clock.instant().plusMillis(1), 3);
        }
        assertThat(freshness.heardUntil()).isPresent();
        freshness.unreadable();
        assertThat(freshness.heardUntil()).isEmpty();
    }

    private void beat(int partition) {
        beats(partition, clock.instant(), 2);
    }

    private void beats(int partition, Instant at, int partitions) {
        freshness.heard(partition, new Heartbeat(at, partitions));
    }
}
