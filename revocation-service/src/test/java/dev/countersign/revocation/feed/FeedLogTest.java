package dev.countersign.revocation.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.revocation.feed.FeedCursor.Place;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FeedLogTest {

    private static final long T = 1_795_255_200_123L;

    private final FeedLog log = new FeedLog(Uuid.randomUuid().toString(), 2);
    private final long[] offsets = new long[2];
    private int epoch = 1;

    private void take(int partition, String json) {
        log.take(partition, offsets[partition]++, epoch, Records.read(json));
    }

    private void beat(long at) {
        take(0, Records.heartbeat(at, 2));
        take(1, Records.heartbeat(at, 2));
        log.confirm();
    }

    @Test
    void aChainHasEachRuleOnceAndRecordsAreAsInTheTopic() {
        String strange = "{\"v\":1, \"id\":\"a\",\"until\":9e0,\"grant_id\":\"x\",\"new\":[1]}";
        take(0, strange);
        take(1, Records.rule("b", T));
        beat(T);
        FeedAnswer first = log.fromTheBeginning();
        assertThat(first.rules()).containsExactly(strange, Records.rule("b", T));
        assertThat(first.heartbeat()).isEqualTo(T);
        assertThat(first.reset()).isFalse();

        take(1, Records.rule("c", T));
        log.advance();
        assertThat(log.after(first.cursor()).rules()).containsExactly(Records.rule("c", T));
        assertThat(log.after(log.after(first.cursor()).cursor()).rules()).isEmpty();
    }

    @Test
    void fiftyThousandRulesComeInBoundedAnswersAndOnlyTheLastOneSpeaksOfATime() {
        for (int i = 0; i < 50_000; i++) {
            take(i % 2, Records.rule("rule-" + i, T));
        }
        beat(T);
        Set<String> all = new HashSet<>();
        FeedAnswer answer = log.fromTheBeginning();
        int answers = 1;
        for (; answer.more(); answer = log.after(answer.cursor()), answers++) {
            assertThat(Records.json(answer).length()).isLessThan(FeedPage.MOST_CHARACTERS + 10_000);
            assertThat(answer.rules()).hasSizeLessThanOrEqualTo(FeedPage.MOST_RULES);
            assertThat(answer.heartbeat()).isZero();
            for (String rule : answer.rules()) {
                assertThat(all.add(rule)).isTrue();
            }
        }
        all.addAll(answer.rules());
        assertThat(all).hasSize(50_000);
        assertThat(answer.heartbeat()).isEqualTo(T);
        assertThat(answers).isEqualTo(10);
    }

    @Test
    void rulesAreForgottenWhenTheirTokensHaveExpired() {
        take(0, Records.rule("a", T - 1));
        take(0, Records.rule("b", T));
        beat(T);
        log.forget(T);
        assertThat(log.fromTheBeginning().rules()).containsExactly(Records.rule("b", T));
        assertThat(log.size()).isEqualTo(1);
    }

    /** Contract, section 5: whoever stole a key signs new tokens with it. */
    @Test
    void aRuleOnAKeyIsNeverForgotten() {
        String rule = Records.ruleOnKey("stolen", T - 1);
        take(0, rule);
        beat(T);
        log.forget(Long.MAX_VALUE);
        assertThat(log.fromTheBeginning().rules()).containsExactly(rule);
    }

    @Test
    void aRuleThatIsPublishedTwiceIsHeldOnce() {
        take(0, Records.rule("a", T));
        beat(T);
        FeedCursor cursor = log.fromTheBeginning().cursor();
        take(0, Records.rule("a", T));
        log.advance();
        assertThat(log.after(cursor).rules()).isEmpty();
        assertThat(log.fromTheBeginning().rules()).hasSize(1);
    }

    @Test
    void theOldestPartitionCountsAndNothingIsTakenBack() {
        beat(T);
        take(0, Records.heartbeat(T + 1000, 2));
        log.confirm();
        assertThat(log.reached().heartbeat()).isEqualTo(T);
        take(1, Records.heartbeat(T + 500, 2));
        log.advance();
        assertThat(log.reached().heartbeat()).isEqualTo(T);
        log.confirm();
        assertThat(log.reached().heartbeat()).isEqualTo(T + 500);
        take(0, Records.heartbeat(T - 1000, 2));
        log.confirm();
        assertThat(log.reached().heartbeat()).isEqualTo(T + 500);
    }

    @Test
    void aTopicThatGrewSaysNothingUntilAllOfItIsHeard() {
        beat(T);
        log.growTo(3);
        for (int partition = 0; partition < 2; partition++) {
            take(partition, Records.heartbeat(T + 1000, 3));
        }
        log.confirm();
        assertThat(log.reached().heartbeat()).isEqualTo(T);
        FeedCursor before = log.fromTheBeginning().cursor();
        log.take(2, 0, epoch, Records.read(Records.rule("in-the-new-one", T + 5000)));
        log.take(2, 1, epoch, Records.read(Records.heartbeat(T + 1000, 3)));
        log.confirm();
        assertThat(log.reached().heartbeat()).isEqualTo(T + 1000);
        assertThat(log.after(before).rules()).hasSize(1);
    }

    /** Contract, section 5: at an unknown v the consumer's staleness policy applies. */
    @Test
    void whatALaterVersionWritesIsPassedOnAndWhatIsDamagedStopsTheClock() {
        List<String> later = new ArrayList<>();
        later.add("{\"v\":2,\"id\":\"x\"}");
        later.add("{\"v\":2,\"heartbeat\":1}");
        later.forEach(it -> take(0, it));
        beat(T);
        assertThat(log.fromTheBeginning().rules()).isEqualTo(later);
        assertThat(log.reached().heartbeat()).isEqualTo(T);
        take(0, "{\"v\":1,");
        beat(T + 1000);
        assertThat(log.reached().heartbeat()).isEqualTo(T);
    }

    @Test
    void anotherTopicsCursorBeginsAnewWithAllThatIsLive() {
        take(0, Records.rule("a", T));
        beat(T);
        FeedCursor foreign =
                new FeedCursor(
                        Uuid.randomUuid().toString(),
                        T,
                        T,
                        List.of(new Place(1_000_000, 1), new Place(1_000_000, 1)));
        FeedAnswer answer = log.after(foreign);
        assertThat(answer.reset()).isTrue();
        assertThat(answer.rules()).hasSize(1);
        assertThat(log.after(answer.cursor()).reset()).isFalse();
    }

    private FeedCursor beyond(int partition, int places, int epochThere, long heard) {
        List<Place> all = new ArrayList<>(log.fromTheBeginning().cursor().places());
        all.set(partition, new Place(offsets[partition] + places, epochThere));
        return new FeedCursor(log.topicId(), heard, T, all);
    }

    /** A slower replica takes nothing back from a chain, and says no more than it knows. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void aCursorOfAReplicaThatIsFurtherStaysWhereItIs(int epochThere) {
        take(0, Records.rule("a", T));
        beat(T);
        FeedCursor further = beyond(0, 100, epochThere, T);
        FeedAnswer answer = log.after(further);
        assertThat(answer.rules()).isEmpty();
        assertThat(answer.reset()).isFalse();
        assertThat(answer.cursor()).isEqualTo(further);
        assertThat(answer.heartbeat()).isEqualTo(T);
    }

    /** The partitions of the other replica need not have been equally far. */
    @Test
    void aReplicaThatIsAheadInOnePartitionAndBehindInAnotherLostNothing() {
        beat(T);
        FeedCursor further = beyond(0, 1, 1, T + 1000);
        take(1, Records.heartbeat(T + 1000, 2));
        take(0, Records.heartbeat(T + 1000, 2));
        log.confirm();
        FeedAnswer answer = log.after(beyond(0, 1, 1, T + 1000));
        assertThat(answer.reset()).isFalse();
        assertThat(answer.heartbeat()).isEqualTo(T + 1000);
        assertThat(log.after(further).reset()).isFalse();
    }

    @Test
    void aPlaceBeyondTheEndBeginsAnewOnceANewerHeartbeatIsHeard() {
        beat(T);
        FeedCursor beyond = beyond(0, 100, 1, T);
        assertThat(log.after(beyond).reset()).isFalse();
        beat(T + 1);
        assertThat(log.after(beyond).reset()).isTrue();
    }

    /** The records at those places are others than those that were read there. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void aPlaceAmongRecordsOfALaterLeaderBeginsAnew(int recordsSince) {
        take(0, Records.rule("kept", T));
        beat(T);
        FeedCursor afterWhatIsLost = beyond(0, 2, 1, T);
        epoch = 2;
        for (int i = 0; i < recordsSince; i++) {
            take(0, Records.rule("instead-" + i, T));
        }
        log.advance();
        FeedAnswer answer = log.after(afterWhatIsLost);
        assertThat(answer.reset()).isTrue();
        assertThat(answer.rules()).hasSize(1 + recordsSince);
        assertThat(log.after(answer.cursor()).reset()).isFalse();
    }

    @Test
    void aNewLeaderAloneBeginsNothingAnew() {
        take(0, Records.rule("a", T));
        beat(T);
        FeedCursor cursor = log.fromTheBeginning().cursor();
        epoch = 2;
        take(0, Records.rule("b", T));
        log.advance();
        FeedAnswer answer = log.after(cursor);
        assertThat(answer.reset()).isFalse();
        assertThat(answer.rules()).containsExactly(Records.rule("b", T));
        assertThat(log.after(answer.cursor()).reset()).isFalse();
    }

    /** It reads what was there before the end was lost, and will soon know better. */
    @Test
    void aReplicaThatDoesNotKnowOfTheLossYetBeginsAnewRatherThanSkipRules() {
        beat(T);
        take(0, Records.rule("lost", T));
        take(0, Records.rule("lost-too", T));
        log.advance();
        assertThat(log.after(beyond(0, -1, 2, T)).rules()).hasSize(2);
    }
}
