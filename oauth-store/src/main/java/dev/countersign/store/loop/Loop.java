package dev.countersign.store.loop;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Does one thing again and again, on a thread of its own, so that waiting for a store never holds
 * an event loop: once a period, and at once when woken. A failure is logged and tried again.
 */
public final class Loop implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Loop.class);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(15);

    private final Semaphore woken = new Semaphore(0);
    private final Duration period;
    private final Runnable body;
    private final Thread thread;
    private volatile boolean closed;
    private boolean failing;

    public Loop(String name, Duration period, Runnable body) {
        this.period = period;
        this.body = body;
        this.thread = Thread.ofPlatform().daemon().name(name).unstarted(this::run);
    }

    public void start() {
        thread.start();
    }

    /** The next round begins at once, or right after this one. */
    public void wake() {
        woken.release();
    }

    /** The item of a {@code Uni}, on a loop's own thread; fails if it takes too long. */
    public static <T> T await(Uni<T> uni) {
        return uni.await().atMost(LONGEST_WAIT);
    }

    private void run() {
        while (!closed) {
            try {
                body.run();
                recovered();
            } catch (RuntimeException | Error e) {
                // also an Error: a loop that ends silently would make every API stale
                failed(e);
            }
            pause();
        }
    }

    private void pause() {
        try {
            woken.tryAcquire(period.toNanos(), TimeUnit.NANOSECONDS);
            woken.drainPermits();
        } catch (InterruptedException e) {
            closed = true;
        }
    }

    private void failed(Throwable failure) {
        if (closed) {
            return;
        }
        if (failing) {
            LOG.debugf(failure, "%s still fails", thread.getName());
        } else {
            LOG.warnf("%s fails, and is tried until it works: %s", thread.getName(), failure);
            LOG.debug("The failure", failure);
        }
        failing = true;
    }

    private void recovered() {
        if (failing) {
            LOG.infof("%s works again", thread.getName());
        }
        failing = false;
    }

    /** Returns when the thread has ended, or after a few seconds. */
    @Override
    public void close() {
        closed = true;
        wake();
        try {
            if (!thread.join(Duration.ofSeconds(2))) {
                thread.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
