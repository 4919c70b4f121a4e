package dev.countersign.revocation.upkeep;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled.SkipPredicate;
import io.quarkus.scheduler.ScheduledExecution;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * The calls of {@link Upkeep}. When the service stops, those under way end before the framework
 * takes away what they need, and none begins any more.
 */
@Singleton
final class UnderWay implements SkipPredicate {

    private static final Logger LOG = Logger.getLogger(UnderWay.class);

    /** More than a run of marking takes, and less than an operator waits for. */
    private static final Duration LONGEST = Duration.ofSeconds(5);

    /** One party for each call, and one for whoever waits for them. */
    private final Phaser calls = new Phaser(1);

    private volatile boolean stopping;

    <T> Uni<T> call(Supplier<Uni<? extends T>> work) {
        return Uni.createFrom()
                .deferred(
                        () -> {
                            calls.register();
                            return Uni.createFrom()
                                    .<T>deferred(() -> work.get())
                                    .onTermination()
                                    .invoke(() -> calls.arriveAndDeregister());
                        });
    }

    @Override
    public boolean test(ScheduledExecution next) {
        return stopping;
    }

    /** What takes longer is cut off, and PostgreSQL rolls it back. */
    void end(@Observes ShutdownEvent stopped) throws InterruptedException {
        stopping = true;
        try {
            calls.awaitAdvanceInterruptibly(
                    calls.arrive(), LONGEST.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            LOG.warn("Upkeep is cut off, for the service stops");
        }
    }
}
