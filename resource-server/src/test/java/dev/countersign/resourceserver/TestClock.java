package dev.countersign.resourceserver;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/** The wall clock and the monotonic one, moved by hand, together or apart. */
public final class TestClock implements InstantSource, LongSupplier {

    private Instant now = Instant.parse("2026-03-01T12:00:00.250Z");
    private long nanos = -5_000_000_000L;

    @Override
    public synchronized Instant instant() {
        return now;
    }

    @Override
    public synchronized long getAsLong() {
        return nanos;
    }

    public synchronized void pass(Duration time) {
        now = now.plus(time);
        nanos += time.toNanos();
    }

    /** Somebody sets the wall clock. */
    public synchronized void set(Instant instant) {
        now = instant;
    }
}
