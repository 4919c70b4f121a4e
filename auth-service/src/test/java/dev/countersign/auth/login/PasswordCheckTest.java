package dev.countersign.auth.login;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.auth.login.PasswordCheck.Verdict;
import dev.countersign.auth.login.PasswordCheck.Verdict.Right;
import dev.countersign.auth.login.PasswordCheck.Verdict.Wrong;
import dev.countersign.auth.password.PasswordHash;
import dev.countersign.auth.password.PasswordThreads;
import dev.countersign.protocol.UserId;
import dev.countersign.protocol.claim.ProfileClaims;
import dev.countersign.protocol.error.Refusal;
import dev.countersign.store.person.Account;
import dev.countersign.store.person.PersonClaims;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PasswordCheckTest {

    private static final Duration SOON = Duration.ofSeconds(10);
    private static final String HASH = PasswordHash.of("right").phc();

    private final PasswordThreads threads = new PasswordThreads();
    private final PasswordCheck check = new PasswordCheck(threads);

    @AfterEach
    void stop() {
        threads.stop();
    }

    @Test
    void onlyTheRightPasswordOfAnEnabledAccountIsRight() {
        assertThat(verdict(account(true), "right")).isInstanceOf(Right.class);
        assertThat(verdict(account(true), "wrong")).isEqualTo(new Wrong(Refusal.PASSWORD_WRONG));
        assertThat(verdict(account(false), "right")).isEqualTo(new Wrong(Refusal.USER_DISABLED));
        assertThat(verdict(account(false), "wrong")).isEqualTo(new Wrong(Refusal.PASSWORD_WRONG));
        assertThat(verdict(Optional.empty(), "right")).isEqualTo(new Wrong(Refusal.USER_UNKNOWN));
    }

    /** RFC 9700 §4.16: the fastest of a few tries, so that a busy machine does not decide. */
    @Test
    void anUnknownPersonCostsTheTimeOfAKnownOne() {
        long known = fastest(account(true));
        long unknown = fastest(Optional.empty());

        assertThat(unknown).isBetween(known / 2, known * 2);
    }

    @Test
    void whatDoesNotFitIntoTheQueueIsRefusedAtOnce() {
        List<CompletableFuture<Verdict>> all = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            all.add(check.check(account(true), "wrong").subscribeAsCompletionStage());
        }

        assertThat(all).anyMatch(CompletableFuture::isCompletedExceptionally);
        assertThat(all.getLast())
                .failsWithin(SOON)
                .withThrowableThat()
                .withMessageContaining("PASSWORDS_BUSY");
    }

    private long fastest(Optional<Account> account) {
        long fastest = Long.MAX_VALUE;
        for (int i = 0; i < 8; i++) {
            long start = System.nanoTime();
            verdict(account, "wrong");
            fastest = Math.min(fastest, System.nanoTime() - start);
        }
        return fastest;
    }

    private Verdict verdict(Optional<Account> account, String password) {
        return check.check(account, password).await().atMost(SOON);
    }

    private static Optional<Account> account(boolean enabled) {
        return Optional.of(
                new Account(
                        new UserId(UUID.randomUUID()),
                        new PersonClaims(
                                "a@example.com",
                                true,
                                "A",
                                Optional.empty(),
                                ProfileClaims.NONE,
                                Instant.EPOCH),
                        HASH,
                        1,
                        enabled));
    }
}
