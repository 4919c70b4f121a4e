package dev.countersign.revocation.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.revocation.fixture.TopicReader;
import dev.countersign.revocation.topic.Topics;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The broker goes away, and comes back with all that it had, or with less. */
class FeedWithoutBrokerTest extends FeedRoom {

    @Test
    void whatIsKnownIsAnsweredWithAHeartbeatThatGrowsOldAndTheChainGoesOnAfterwards()
            throws Exception {
        Feed feed = caughtUp();
        String known = Records.liveRule("known");
        send(0, known);
        TopicReader.await("known", LONG, () -> beginning(feed).rules().contains(known));
        FeedAnswer before = beginning(feed);

        broker().stop();
        assertThat(beginning(feed).rules()).contains(known);
        FeedAnswer during = read(feed, Optional.of(before.cursor()), ONE_SECOND);
        assertThat(during.heartbeat()).isEqualTo(before.heartbeat());
        assertThat(during.rules()).isEmpty();
        assertThat(during.reset()).isFalse();

        CompletableFuture<FeedAnswer> waiting = waiting(feed, during.cursor());
        broker().start();
        String next = Records.liveRule("next");
        send(0, next);
        assertThat(rules(feed, waiting)).contains(next);
    }

    /** With the time that the broker needs to come back. */
    private static Iterable<String> rules(Feed feed, CompletableFuture<FeedAnswer> waiting)
            throws Exception {
        FeedAnswer answer = waiting.get(30, TimeUnit.SECONDS);
        return answer.rules().isEmpty()
                ? read(feed, Optional.of(answer.cursor()), WAIT).rules()
                : answer.rules();
    }

    /** Rules stand now at the places at which others were read. */
    @Test
    void aTopicThatLostItsEndBeginsAnewThoughItHasGrownBeyondThePlace() throws Exception {
        Feed feed = caughtUp();
        long size = Files.size(log());
        String lost = Records.liveRule("lost");
        send(0, lost);
        TopicReader.await("the rule", LONG, () -> beginning(feed).rules().contains(lost));
        FeedCursor cursor = beginning(feed).cursor();

        broker().stop();
        truncate(size);
        broker().start();
        String instead = Records.liveRule("instead");
        send(0, instead);
        send(0, Records.liveRule("beyond"));

        TopicReader.await(
                "anew", LONG, () -> read(feed, Optional.of(cursor), Duration.ZERO).reset());
        assertThat(read(feed, Optional.of(cursor), WAIT).rules())
                .contains(instead)
                .doesNotContain(lost);
    }

    private static Path log() {
        return broker().data().resolve(Topics.REVOCATIONS + "-0/00000000000000000000.log");
    }

    private static void truncate(long size) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(log().toFile(), "rw")) {
            file.setLength(size);
        }
        // it looks at what it has, as after a crash
        Files.delete(broker().data().resolve(".kafka_cleanshutdown"));
    }
}
