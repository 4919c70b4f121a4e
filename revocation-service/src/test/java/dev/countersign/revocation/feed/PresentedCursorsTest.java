package dev.countersign.revocation.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.protocol.ClientId;
import dev.countersign.revocation.propagation.Acknowledgement;
import dev.countersign.revocation.propagation.Acknowledgement.OfRule;
import dev.countersign.revocation.propagation.Acknowledgement.OfTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.Test;

/** One partition, one rule a place. */
class PresentedCursorsTest {

    private static final ClientId API = new ClientId("accounts-api");
    private static final InstanceName ONE = new InstanceName("one");
    private static final String NAME = "accounts-api:one";

    private Instant now = Instant.parse("2026-03-01T12:00:00Z");
    private final long t = now.toEpochMilli();
    private final List<Acknowledgement> said = new ArrayList<>();
    private final PresentedCursors presented = new PresentedCursors(said::add, () -> now);
    private final FeedLog log = new FeedLog(Uuid.randomUuid().toString(), 1);
    private long offset;

    private UUID rule() {
        UUID rule = UUID.randomUUID();
        take(Records.rule(rule.toString(), t + 3_600_000));
        return rule;
    }

    private void beat(long at) {
        take(Records.heartbeat(at, 1));
    }

    private void take(String json) {
        log.take(0, offset++, 1, Records.read(json));
        log.confirm();
    }

    /** As its next request shows it. */
    private FeedCursor presents(FeedCursor after) {
        presented.present(API, ONE, after, log);
        return log.after(after).cursor();
    }

    private FeedCursor begins() {
        return presents(FeedCursor.beginning(log.topicId()));
    }

    @Test
    void whatWasAnsweredIsAcknowledgedWhenItsCursorIsPresented() {
        beat(t - 100);
        FeedCursor first = begins();
        assertThat(said).containsExactly(new OfTime(NAME, 0));
        said.clear();
        now = now.plusMillis(600);
        FeedCursor before = presents(first);
        assertThat(said).containsExactly(new OfTime(NAME, t - 100));
        said.clear();

        UUID rule = rule();
        FeedCursor answered = presents(before);
        assertThat(said).as("answered, but not applied yet").isEmpty();
        now = now.plusMillis(20);
        presents(answered);
        assertThat(said).containsExactly(new OfRule(NAME, rule, now.toEpochMilli()));
        presents(answered);
        assertThat(said).as("once").hasSize(1);
    }

    @Test
    void whatIsReadAtTheBeginningIsKnownByTheTimeOnly() {
        rule();
        beat(t);
        FeedCursor first = begins();
        now = now.plusMillis(600);
        presents(first);
        assertThat(said).containsExactly(new OfTime(NAME, 0), new OfTime(NAME, t));
    }

    @Test
    void aReplicaThatHasNotSeenItForLongDoesNotSayWhenItAppliedWhat() {
        beat(t);
        FeedCursor before = presents(begins());
        rule();
        FeedCursor elsewhere = log.after(before).cursor();
        now = now.plusSeconds(31);
        said.clear();
        presents(elsewhere);
        assertThat(said).containsExactly(new OfTime(NAME, t));
    }

    @Test
    void anOlderCursorAcknowledgesNothingAnew() {
        beat(t);
        FeedCursor before = presents(begins());
        rule();
        FeedCursor after = presents(before);
        said.clear();
        for (int i = 0; i < 5; i++) {
            presents(after);
            presents(before);
        }
        assertThat(said).hasSize(1);
    }

    /** Names and cursors are free to invent. */
    @Test
    void anApiGoneWildIsBoundedAndTakesNothingFromAnother() {
        for (int i = 0; i < 5 * PresentedCursors.MOST_INSTANCES; i++) {
            presented.present(
                    API, new InstanceName("x" + i), FeedCursor.beginning(log.topicId()), log);
        }
        assertThat(said).hasSize(PresentedCursors.MOST_INSTANCES);
        beat(t);
        for (int i = 0; i < PresentedCursors.MOST_A_SECOND; i++) {
            rule();
        }
        FeedCursor end = log.after(log.fromTheBeginning().cursor()).cursor();
        FeedCursor begin = new FeedCursor(log.topicId(), t, t, List.of(new FeedCursor.Place(1, 1)));
        for (int i = 0; i < 20; i++) {
            presented.present(API, new InstanceName("x" + i), begin, log);
            presented.present(API, new InstanceName("x" + i), end, log);
        }
        assertThat(said).hasSize(PresentedCursors.MOST_A_SECOND);

        presented.present(new ClientId("other-api"), ONE, begin, log);
        assertThat(said.getLast()).isEqualTo(new OfTime("other-api:one", t));
        now = now.plusSeconds(31);
        presented.present(API, ONE, begin, log);
        assertThat(said.getLast()).isEqualTo(new OfTime(NAME, t));
    }
}
