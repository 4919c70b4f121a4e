package dev.countersign.benchmarks;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;

/** How long each of a known number of calls took; those beyond that number are not kept. */
public final class Latencies {

    private final long[] nanos;
    private final AtomicInteger count = new AtomicInteger();

    public Latencies(int calls) {
        nanos = new long[calls];
    }

    public void add(Duration latency) {
        int index = count.getAndIncrement();
        if (index < nanos.length) {
            nanos[index] = latency.toNanos();
        }
    }

    /** How many were kept. */
    public int count() {
        return Math.min(count.get(), nanos.length);
    }

    /** The latency that this share of the calls did not exceed, 0 to 1. */
    public Duration percentile(double share) {
        long[] sorted = Arrays.copyOf(nanos, count());
        Arrays.sort(sorted);
        return sorted.length == 0
                ? Duration.ZERO
                : Duration.ofNanos(sorted[(int) Math.ceil(share * (sorted.length - 1))]);
    }

    /** As milliseconds with two digits. */
    public static String millis(Duration duration) {
        return "%.2f ms".formatted(duration.toNanos() / 1e6);
    }
}
