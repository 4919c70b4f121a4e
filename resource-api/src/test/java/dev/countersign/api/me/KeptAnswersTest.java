package dev.countersign.api.me;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.countersign.resourceserver.token.AccessToken;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KeptAnswersTest {

    private static final JsonNode CLAIMS = TextNode.valueOf("claims");

    private Instant now = Instant.parse("2026-03-01T12:00:00Z");
    private final Set<AccessToken> stopped = ConcurrentHashMap.newKeySet();
    private final KeptAnswers answers = new KeptAnswers(stopped::contains, () -> now);

    @AfterEach
    void close() {
        answers.close();
    }

    @Test
    void areKeptForAMinute() {
        keep("a", token("t", 1800));
        now = now.plusSeconds(59);
        assertThat(answers.find("a")).contains(CLAIMS);
        now = now.plusSeconds(1);
        assertThat(answers.find("a")).isEmpty();
    }

    @Test
    void areKeptNoLongerThanTheTokenLives() {
        keep("a", token("t", 10));
        now = now.plusSeconds(10);
        assertThat(answers.find("a")).isEmpty();
    }

    @Test
    void areBoundedInNumberAndTheOldestGoFirst() {
        IntStream.rangeClosed(0, 10_000).forEach(i -> keep("t" + i, token("t", 1800)));

        assertThat(answers.size()).isLessThanOrEqualTo(10_000);
        assertThat(answers.find("t0")).isEmpty();
        assertThat(answers.find("t10000")).isPresent();
    }

    @Test
    void thoseOfATokenThatIsStoppedAreNotFound() {
        AccessToken token = token("stopped", 1800);
        keep("a", token);
        keep("b", token("other", 1800));

        stopped.add(token);

        assertThat(answers.find("a")).isEmpty();
        assertThat(answers.find("b")).isPresent();
    }

    @Test
    void thoseOfATokenThatIsStoppedAndThoseThatEndedAreTakenOut() {
        AccessToken token = token("stopped", 1800);
        keep("a", token);
        keep("b", token("other", 1800));
        keep("c", token("short", 10));
        now = now.plusSeconds(10);
        stopped.add(token);

        answers.sweepSoon();

        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> awaitSize(1));
        assertThat(answers.find("b")).isPresent();
    }

    @Test
    void anAnswerToWhatWasForgottenMeanwhileIsNotKept() {
        KeptAnswers.Place place = answers.place("a", token("t", 1800));
        answers.forget("a");

        place.keep(CLAIMS);

        assertThat(answers.find("a")).isEmpty();
        assertThat(answers.size()).isZero();
    }

    /** The feed calls for a sweep with each rule, and requests must not wait for it. */
    @Test
    void aSweepHoldsUpNobody() {
        CountDownLatch sweeping = new CountDownLatch(1);
        CountDownLatch held = new CountDownLatch(1);
        AccessToken slow = token("slow", 1800);
        Predicate<AccessToken> slowly =
                token -> {
                    if (token.equals(slow)) {
                        sweeping.countDown();
                        awaitOf(held);
                    }
                    return false;
                };
        try (KeptAnswers kept = new KeptAnswers(slowly, () -> now)) {
            kept.place("slow", slow).keep(CLAIMS);
            kept.sweepSoon();
            awaitOf(sweeping);

            assertTimeoutPreemptively(
                    Duration.ofSeconds(10),
                    () -> {
                        IntStream.range(0, 20_000).forEach(i -> kept.sweepSoon());
                        kept.place("a", token("t", 1800)).keep(CLAIMS);
                        assertThat(kept.find("a")).isPresent();
                        kept.forget("a");
                        assertThat(kept.find("a")).isEmpty();
                    });
            held.countDown();
        }
    }

    private void keep(String key, AccessToken token) {
        answers.place(key, token).keep(CLAIMS);
    }

    private void awaitSize(int size) {
        while (answers.size() != size) {
            Thread.onSpinWait();
        }
    }

    private static void awaitOf(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private AccessToken token(String id, int seconds) {
        return new AccessToken(
                "https://issuer",
                "user",
                "client",
                Set.of(),
                Set.of("api"),
                id,
                "key",
                Optional.empty(),
                Optional.empty(),
                now,
                now.plusSeconds(seconds),
                now);
    }
}
