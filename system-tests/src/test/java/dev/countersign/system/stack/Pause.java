package dev.countersign.system.stack;

import java.time.Duration;

/** Between two looks at something that has no event to wait for. */
public final class Pause {

    private Pause() {}

    public static void of(Duration pause) {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        }
    }
}
