package dev.countersign.auth.password;

import dev.countersign.protocol.error.OAuthException;
import dev.countersign.protocol.error.Refusal;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** The threads on which passwords are made and checked, a bounded number at a time. */
@Singleton
public final class PasswordThreads {

    private static final int THREADS = 2 * Runtime.getRuntime().availableProcessors();

    /** At 40 ms each, the last one in the queue waits a few seconds. */
    private static final int QUEUE = 50 * THREADS;

    private final ThreadPoolExecutor threads =
            new ThreadPoolExecutor(
                    THREADS,
                    THREADS,
                    1,
                    TimeUnit.MINUTES,
                    new ArrayBlockingQueue<>(QUEUE),
                    Thread.ofPlatform().daemon().name("password-", 0).factory());

    /** Fails with {@code PASSWORDS_BUSY} where too many wait already. */
    public <T> Uni<T> run(Supplier<T> work) {
        return Uni.createFrom()
                .item(work)
                .runSubscriptionOn(threads)
                .onFailure(RejectedExecutionException.class)
                .transform(full -> new OAuthException(Refusal.PASSWORDS_BUSY))
                .emitOn(callersContext());
    }

    private static Executor callersContext() {
        Context context = Vertx.currentContext();
        return context == null ? Runnable::run : it -> context.runOnContext(ignored -> it.run());
    }

    @PreDestroy
    public void stop() {
        threads.shutdownNow();
    }
}
