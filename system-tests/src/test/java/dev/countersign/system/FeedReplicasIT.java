package dev.countersign.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.desktop.http.Answer;
import dev.countersign.desktop.http.Request;
import dev.countersign.system.client.App;
import dev.countersign.system.client.Origin;
import dev.countersign.system.stack.Eventually;
import dev.countersign.system.stack.Frozen;
import dev.countersign.system.stack.RevocationServiceReplica;
import dev.countersign.system.stack.RunningStack;
import dev.countersign.system.stack.SystemTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Two revocation-services: the feed of one is the feed of the other. */
@SystemTest
class FeedReplicasIT {

    private static final Duration SOON = Duration.ofSeconds(20);

    private final RunningStack stack;

    FeedReplicasIT(RunningStack stack) {
        this.stack = stack;
    }

    /** A rolling update makes no API wait for its end, also while there is no news to end it. */
    @Test
    void aChainGoesOnAtTheOtherWhenTheOneIsToldToStop() throws Exception {
        RevocationServiceReplica replica = RevocationServiceReplica.start(stack);
        try {
            String cursor =
                    Eventually.within(
                                    SOON, () -> ask(replica.origin(), ""), it -> it.status() == 200)
                            .text("cursor");
            Frozen.during(stack.process("kafka"), () -> answersWhenItStops(replica, cursor));
        } finally {
            replica.stop();
        }
    }

    private void answersWhenItStops(RevocationServiceReplica replica, String cursor)
            throws Exception {
        var waiting =
                CompletableFuture.supplyAsync(
                        () -> unchecked(replica.origin(), "?wait=25&after=" + cursor));
        Eventually.within(
                SOON,
                replica::metrics,
                it -> it.contains("countersign_revocation_feed_waiting 1.0"));
        var stopping = CompletableFuture.runAsync(() -> stop(replica));

        Answer last = waiting.get(5, TimeUnit.SECONDS);
        assertThat(last.status()).isEqualTo(200);
        Answer next = ask(Origin.of(stack), "?after=" + last.text("cursor"));
        assertThat(next.status()).isEqualTo(200);
        assertThat(next.json()).containsEntry("reset", false);
        stopping.get(30, TimeUnit.SECONDS);
    }

    private static void stop(RevocationServiceReplica replica) {
        try {
            replica.stop();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Answer unchecked(Origin replica, String query) {
        try {
            return ask(replica, query);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Answer ask(Origin replica, String query) throws IOException {
        String pair = App.ACCOUNTS_API.clientId() + ":" + App.ACCOUNTS_API.secret();
        String basic = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
        return replica.wire()
                .send(
                        Request.get(replica.at("/revocations/feed" + query))
                                .with("Authorization", "Basic " + basic));
    }
}
