package dev.countersign.auth.login;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class SlowLaneTest {

    private static final String HERE = "192.0.2.1";

    @Test
    void anAttemptWaitsAndGetsThrough() {
        long start = System.nanoTime();

        String answer = enter(new SlowLane(), HERE).join();

        assertThat(answer).isEqualTo("through");
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isGreaterThan(Duration.ofMillis(1_900));
    }

    @Test
    void whatDoesNotFitIntoAnAddressesLaneIsRefusedAndOthersAreNot() {
        SlowLane lane = new SlowLane(Duration.ofMillis(300));
        List<CompletableFuture<String>> attempts = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            attempts.add(enter(lane, HERE));
        }

        assertThat(enter(lane, HERE)).isCompletedExceptionally();
        assertThat(enter(lane, "192.0.2.2")).isNotDone();
        attempts.forEach(it -> assertThat(it.join()).isEqualTo("through"));
        assertThat(enter(lane, HERE).join()).isEqualTo("through");
    }

    private static CompletableFuture<String> enter(SlowLane lane, String address) {
        return lane.enter(address, () -> Uni.createFrom().item("through"))
                .subscribeAsCompletionStage();
    }
}
