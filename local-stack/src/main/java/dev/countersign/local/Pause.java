package dev.countersign.local;

import java.time.Duration;

/** A wait that ends the work in hand when the thread is interrupted. */
final class Pause {

    private Pause() {}

    static void of(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LocalStackFailure("interrupted", e);
        }
    }
}
