package dev.countersign.revocation.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.protocol.ClientId;
import dev.countersign.protocol.error.OAuthException;
import dev.countersign.protocol.error.Refusal;
import dev.countersign.revocation.feed.FeedCursor.Place;
import dev.countersign.revocation.fixture.TopicReader;
import dev.countersign.revocation.topic.TopicState;
import dev.countersign.revocation.topic.Topics;
import io.smallrye.mutiny.subscription.Cancellable;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;

class FeedOnKafkaTest extends FeedRoom {

    @Test
    void aReplicaThatNeverCaughtUpRefuses() {
        Feed feed = feed();
        assertThatThrownBy(() -> read(feed, Optional.empty(), Duration.ZERO))
                .isInstanceOf(OAuthException.class);
    }

    @Test
    void aRuleEndsTheWaitingOfAllAtOnceAndAChainGoesOnAtAnotherReplica() throws Exception {
        Feed one = caughtUp();
        Feed two = caughtUp();
        FeedCursor cursor = read(one, Optional.empty(), Duration.ZERO).cursor();
        var first = waiting(one, cursor);
        var second = waiting(two, cursor);

        String rule = Records.liveRule("chain-1");
        send(1, rule);
        long sent = System.nanoTime();
        FeedAnswer answer = first.get(1, TimeUnit.SECONDS);
        assertThat(answer.rules()).containsExactly(rule);
        assertThat(second.get(1, TimeUnit.SECONDS).rules()).containsExactly(rule);
        assertThat(Duration.ofNanos(System.nanoTime() - sent)).isLessThan(Duration.ofMillis(700));

        String next = Records.liveRule("chain-2");
        send(2, next);
        assertThat(read(two, Optional.of(answer.cursor()), WAIT).rules()).containsExactly(next);
    }

    @Test
    void aHeartbeatAloneIsAnAnswerAfterASecond() throws Exception {
        Feed feed = caughtUp();
        FeedAnswer known = read(feed, Optional.empty(), Duration.ZERO);
        long began = System.nanoTime();
        var waiting = waiting(feed, known.cursor());
        long at = beatAt(known.heartbeat() + 1);

        FeedAnswer answer = waiting.get(5, TimeUnit.SECONDS);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThanOrEqualTo(ONE_SECOND);
        assertThat(answer.heartbeat()).isEqualTo(at);
        assertThat(answer.rules()).isEmpty();
    }

    @Test
    void withoutNewsTheAnswerComesWhenTheWaitIsOverWithTheOldHeartbeat() {
        Feed feed = caughtUp();
        FeedAnswer known = read(feed, Optional.empty(), Duration.ZERO);
        FeedAnswer answer = read(feed, Optional.of(known.cursor()), ONE_SECOND);
        assertThat(answer.heartbeat()).isEqualTo(known.heartbeat());
    }

    @Test
    void aDamagedCursorBeginsAnew() {
        Feed feed = caughtUp();
        String rule = Records.liveRule("after-damage");
        send(0, rule);
        TopicReader.await("the rule", LONG, () -> beginning(feed).rules().contains(rule));
        String cursor = beginning(feed).cursor().toString();
        FeedAnswer answer =
                feed.read(request(Optional.of("x" + cursor.substring(1)), WAIT), API)
                        .await()
                        .atMost(LONG);
        assertThat(answer.reset()).isTrue();
        assertThat(answer.rules()).contains(rule);
    }

    /** An end that was lost may be short: nothing stands at those places yet. */
    @Test
    void aPlaceThatTheTopicDoesNotHaveBeginsAnewOnceSomethingElseIsHeard() throws Exception {
        Feed feed = caughtUp();
        FeedAnswer known = beginning(feed);
        FeedCursor beyond =
                new FeedCursor(
                        known.cursor().topicId(),
                        known.heartbeat(),
                        0,
                        Collections.nCopies(partitions, new Place(1L << 40, 0)));
        assertThat(read(feed, Optional.of(beyond), Duration.ZERO).reset()).isFalse();
        var waiting = waiting(feed, beyond);
        beatAt(known.heartbeat() + 1);
        assertThat(waiting.get(5, TimeUnit.SECONDS).reset()).isTrue();
        assertThat(read(feed, Optional.of(beyond), Duration.ZERO).reset()).isTrue();
    }

    @Test
    void anotherTopicOfThatNameBeginsAnewAndNothingOfItIsSkipped() throws Exception {
        Feed feed = caughtUp();
        FeedCursor cursor = beginning(feed).cursor();
        var waiting = waiting(feed, cursor);
        try (Admin admin = Admin.create(kafka())) {
            admin.deleteTopics(List.of(Topics.REVOCATIONS)).all().get();
        }
        TopicReader.await(
                "made anew",
                LONG,
                () ->
                        state().map(TopicState::id)
                                .filter(it -> !it.equals(cursor.topicId()))
                                .isPresent());
        // more than were read of the former one, so the old places exist
        for (int i = 0; i < 200; i++) {
            send(i % partitions, Records.liveRule("anew-" + i));
        }
        beatAt(System.currentTimeMillis() + 5);

        FeedAnswer answer = first(feed, waiting, cursor);
        assertThat(answer.reset()).isTrue();
        assertThat(answer.rules()).hasSize(200);
    }

    /** Until then it may be answered with what is read at the old places. */
    private FeedAnswer first(Feed feed, CompletableFuture<FeedAnswer> waiting, FeedCursor cursor)
            throws Exception {
        FeedAnswer answer = waiting.get(20, TimeUnit.SECONDS);
        for (int i = 0; i < 100 && !answer.reset(); i++) {
            answer = read(feed, Optional.of(answer.cursor()), ONE_SECOND);
        }
        assertThat(answer.cursor().topicId()).isNotEqualTo(cursor.topicId());
        return answer;
    }

    /** Contract, section 5: whoever stole a key signs new tokens with it. */
    @Test
    void aRuleOnAKeyStaysThoughItsTimeHasPassed() {
        long now = System.currentTimeMillis();
        String ended = Records.rule("ended", now - 1000);
        String onKey = Records.ruleOnKey("stolen", now - 1000);
        send(0, ended);
        send(0, onKey);
        assertThat(beginning(caughtUp()).rules()).contains(onKey).doesNotContain(ended);
    }

    @Test
    void placesAreBoundedAndOneApiLeavesRoomForTheOthers() {
        Feed feed = caughtUp();
        FeedCursor cursor = beginning(feed).cursor();
        var first = waiting(feed, cursor);
        var second = waiting(feed, cursor);
        assertThat(waiting(feed, cursor)).isCompletedExceptionally();
        ClientId other = new ClientId("other-api");
        var third = asking(feed, cursor, other).subscribeAsCompletionStage();
        assertThat(first).isNotDone();
        assertThat(second).isNotDone();
        assertThat(third).isNotDone();
    }

    /** As when a thousand instances begin at once. */
    @Test
    void largeAnswersUnderWayAreBoundedAndOneApiLeavesRoomForTheOthers() {
        Feed feed = caughtUp();
        FeedAnswer small = beginning(feed);
        FeedAnswer large =
                new FeedAnswer(small.cursor(), 0, List.of("1".repeat(20_000)), true, false);
        Delivery first = delivered(feed, large, API);
        delivered(feed, large, API);
        assertThatThrownBy(() -> delivered(feed, large, API))
                .isInstanceOfSatisfying(
                        OAuthException.class,
                        it -> assertThat(it.refusal()).isEqualTo(Refusal.FEED_FULL));
        delivered(feed, small, API);
        delivered(feed, large, new ClientId("other-api"));
        first.end();
        first.end();
        delivered(feed, large, API);
        assertThatThrownBy(() -> delivered(feed, large, API)).isInstanceOf(OAuthException.class);
    }

    private static Delivery delivered(Feed feed, FeedAnswer answer, ClientId api) {
        Delivery delivery = feed.delivery();
        delivery.begin(answer, api);
        return delivery;
    }

    @Test
    void whoIsGoneBeforeItsAnswerTakesNoPlace() {
        Feed feed = caughtUp();
        FeedAnswer large =
                new FeedAnswer(
                        beginning(feed).cursor(), 0, List.of("1".repeat(20_000)), true, false);
        for (int i = 0; i < 10; i++) {
            Delivery gone = feed.delivery();
            gone.end();
            gone.begin(large, API);
        }
        delivered(feed, large, API);
    }

    @Test
    void whoHangsUpLeavesAPlace() {
        Feed feed = caughtUp();
        FeedCursor cursor = beginning(feed).cursor();
        for (int i = 0; i < 10; i++) {
            Cancellable request = asking(feed, cursor, API).subscribe().with(answer -> {});
            request.cancel();
        }
        assertThat(waiting(feed, cursor)).isNotDone();
    }

    @Test
    void theEndOfTheProcessEndsTheWaiting() throws Exception {
        Feed feed = caughtUp();
        FeedAnswer known = beginning(feed);
        var waiting = waiting(feed, known.cursor());
        feed.end();
        assertThat(waiting.get(1, TimeUnit.SECONDS).heartbeat()).isEqualTo(known.heartbeat());
        assertThat(waiting(feed, known.cursor())).isDone();
    }
}
