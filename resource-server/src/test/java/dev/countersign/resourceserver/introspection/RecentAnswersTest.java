package dev.countersign.resourceserver.introspection;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.resourceserver.TestClock;
import dev.countersign.resourceserver.refusal.AccessRefusal;
import dev.countersign.resourceserver.refusal.Refused;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RecentAnswersTest {

    private static final IntrospectionAnswer ACTIVE = IntrospectionAnswer.read("{\"active\":true}");

    private final TestClock clock = new TestClock();
    private final RecentAnswers answers = new RecentAnswers(Duration.ofMillis(500), clock);
    private final AtomicInteger asked = new AtomicInteger();

    @Test
    void anAnswerIsUsedForHalfASecond() {
        ask("a");
        clock.pass(Duration.ofMillis(499));
        ask("a");
        assertThat(asked).hasValue(1);

        clock.pass(Duration.ofMillis(1));
        ask("a");
        assertThat(asked).hasValue(2);
    }

    @Test
    void itsAgeCountsFromTheQuestion() {
        List<CompletableFuture<IntrospectionAnswer>> slow = new ArrayList<>();
        var first = answers.of("a", () -> held(slow));
        clock.pass(Duration.ofMillis(400));
        assertThat(answers.of("a", () -> held(slow))).isSameAs(first);
        slow.getFirst().complete(ACTIVE);

        clock.pass(Duration.ofMillis(100));
        assertThat(answers.of("a", () -> held(slow))).isNotSameAs(first);
    }

    @Test
    void aQuestionThatFailedIsAskedAgain() {
        List<CompletableFuture<IntrospectionAnswer>> slow = new ArrayList<>();
        var first = answers.of("a", () -> held(slow));
        slow.getFirst().completeExceptionally(new IllegalStateException("the issuer is away"));
        assertThat(first).isCompletedExceptionally();
        assertThat(answers.size()).isZero();

        ask("a");
        assertThat(asked).hasValue(1);
    }

    @Test
    void areBoundedInNumberAndForgottenInTime() {
        IntStream.range(0, 20_000).forEach(i -> ask("t" + i));
        assertThat(answers.size()).isEqualTo(10_000);

        clock.pass(Duration.ofMillis(500));
        ask("another");
        assertThat(answers.size()).isEqualTo(1);
    }

    @Test
    void onlySoManyQuestionsAreUnderWayAtOnce() {
        List<CompletableFuture<IntrospectionAnswer>> slow = new ArrayList<>();
        assertThat(IntStream.range(0, 256).mapToObj(i -> answers.of("t" + i, () -> held(slow))))
                .hasSize(256);

        var refused = answers.of("one-more", () -> held(slow));

        assertThat(slow).hasSize(256);
        assertThat(refused)
                .failsWithin(Duration.ZERO)
                .withThrowableOfType(ExecutionException.class)
                .extracting(e -> ((Refused) requireNonNull(e.getCause())).refusal())
                .isEqualTo(AccessRefusal.INTROSPECTION_UNAVAILABLE);

        slow.getFirst().complete(ACTIVE);
        ask("one-more");
        assertThat(asked).hasValue(1);
    }

    private void ask(String hash) {
        CompletableFuture<IntrospectionAnswer> answer =
                answers.of(
                        hash,
                        () -> {
                            asked.incrementAndGet();
                            return CompletableFuture.completedFuture(ACTIVE);
                        });
        assertThat(answer).isCompletedWithValue(ACTIVE);
    }

    private static CompletableFuture<IntrospectionAnswer> held(
            List<CompletableFuture<IntrospectionAnswer>> slow) {
        slow.add(new CompletableFuture<>());
        return slow.getLast();
    }
}
