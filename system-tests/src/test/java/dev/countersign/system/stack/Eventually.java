package dev.countersign.system.stack;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Predicate;

/** Awaits what has no event: looks again and again, until a deadline. */
public final class Eventually {

    private Eventually() {}

    public static <T> T within(Duration limit, Callable<T> look, Predicate<T> asExpected)
            throws Exception {
        long deadline = System.nanoTime() + limit.toNanos();
        while (true) {
            T seen = look.call();
            if (asExpected.test(seen)) {
                return seen;
            }
            if (System.nanoTime() > deadline) {
                throw new AssertionError("after " + limit + " still " + seen);
            }
            Pause.of(Duration.ofMillis(50));
        }
    }
}
