package dev.countersign.auth.login;

import dev.countersign.auth.password.PasswordHash;
import dev.countersign.protocol.RandomText;
import dev.countersign.protocol.error.OAuthException;
import dev.countersign.protocol.error.Refusal;
import dev.countersign.store.person.Account;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Checks passwords on threads of its own, a bounded number at a time. An unknown person costs what
 * a known one does: a hash that nobody's password has is checked instead.
 */
@Singleton
final class PasswordCheck {

    private static final int THREADS = 2 * Runtime.getRuntime().availableProcessors();

    /** At 40 ms each, the last one in the queue waits a few seconds. */
    private static final int QUEUE = 50 * THREADS;

    private final PasswordHash nobodys = PasswordHash.of(RandomText.ofBits(256));
    private final ThreadPoolExecutor threads =
            new ThreadPoolExecutor(
                    THREADS,
                    THREADS,
                    1,
                    TimeUnit.MINUTES,
                    new ArrayBlockingQueue<>(QUEUE),
                    Thread.ofPlatform().daemon().name("password-", 0).factory());

    /** What came of a check. The three ways to be wrong look the same from outside. */
    sealed interface Verdict {
        record Right(Account account) implements Verdict {}

        record Wrong(Refusal refusal) implements Verdict {}
    }

    Uni<Verdict> check(Optional<Account> account, String password) {
        return Uni.createFrom()
                .item(() -> verdict(account, password))
                .runSubscriptionOn(threads)
                .onFailure(RejectedExecutionException.class)
                .transform(full -> new OAuthException(Refusal.PASSWORDS_BUSY))
                .emitOn(callersContext());
    }

    private Verdict verdict(Optional<Account> account, String password) {
        PasswordHash hash =
                account.map(Account::passwordHash).map(PasswordHash::new).orElse(nobodys);
        boolean matches = hash.matches(password);
        if (account.isEmpty()) {
            return new Verdict.Wrong(Refusal.USER_UNKNOWN);
        }
        if (!matches) {
            return new Verdict.Wrong(Refusal.PASSWORD_WRONG);
        }
        return account.get().enabled()
                ? new Verdict.Right(account.get())
                : new Verdict.Wrong(Refusal.USER_DISABLED);
    }

    private static Executor callersContext() {
        Context context = Vertx.currentContext();
        return context == null ? Runnable::run : it -> context.runOnContext(ignored -> it.run());
    }

    @PreDestroy
    void stop() {
        threads.shutdownNow();
    }
}
