package dev.countersign.revocation.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The service stops: what is under way must find all that it needs. */
@Timeout(10)
class UnderWayTest {

    private final UnderWay underWay = new UnderWay();

    private Thread ending() {
        return Thread.ofPlatform()
                .start(
                        () -> {
                            try {
                                underWay.end(new ShutdownEvent());
                            } catch (InterruptedException e) {
                                throw new IllegalStateException(e);
                            }
                        });
    }

    private static void awaitWaiting(Thread thread) throws InterruptedException {
        while (thread.getState() != Thread.State.TIMED_WAITING) {
            assertThat(thread.isAlive()).as("it waits").isTrue();
            Thread.sleep(1);
        }
    }

    @Test
    void theEndWaitsForWhatIsUnderWay() throws Exception {
        var one = new CompletableFuture<Void>();
        var other = new CompletableFuture<Void>();
        underWay.call(() -> Uni.createFrom().completionStage(one)).subscribe().with(it -> {});
        underWay.call(() -> Uni.createFrom().completionStage(other))
                .subscribe()
                .with(it -> {}, failure -> {});

        Thread ending = ending();
        awaitWaiting(ending);
        one.complete(null);
        awaitWaiting(ending);
        other.completeExceptionally(new IllegalStateException("failed"));

        assertThat(ending.join(Duration.ofSeconds(4))).isTrue();
    }

    @Test
    @SuppressWarnings("NullAway") // which call is next makes no difference
    void nothingBeginsAnyMore() throws Exception {
        assertThat(underWay.test(null)).isFalse();
        underWay.end(new ShutdownEvent());
        assertThat(underWay.test(null)).isTrue();
    }

    @Test
    void whatFailsBeforeItBeginsIsNotWaitedFor() throws Exception {
        underWay.<Void>call(
                        () -> {
                            throw new IllegalStateException("failed");
                        })
                .subscribe()
                .with(it -> {}, failure -> {});
        Thread ending = ending();
        assertThat(ending.join(Duration.ofSeconds(4))).isTrue();
    }
}
