package dev.countersign.auth.login;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class SlowLaneTest {

    private final SlowLane lane = new SlowLane();

    @Test
    void anAttemptWaitsAndGetsThrough() {
        long start = System.nanoTime();

        String answer = enter("192.0.2.1").join();

        assertThat(answer).isEqualTo("through");
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isGreaterThan(Duration.ofMillis(1_900));
    }

    @Test
    void whatDoesNotFitIntoAnAddressesLaneIsRefusedAndOthersAreNot() {
        List<CompletableFuture<String>> attempts = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            attempts.add(enter("192.0.2.1"));
        }

        assertThat(enter("192.0.2.1")).isCompletedExceptionally();
        assertThat(enter("192.0.2.2")).isNotDone();
        attempts.forEach(it -> assertThat(it.join()).isEqualTo("through"));
        assertThat(enter("192.0.2.1").join()).isEqualTo("through");
    }

    private CompletableFuture<String> enter(String address) {
        return lane.enter(address, () -> Uni.createFrom().item("through"))
                .subscribeAsCompletionStage();
    }
}
