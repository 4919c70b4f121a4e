package dev.countersign.revocation.relay;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicLong;

/** What an operator watches: that heartbeats go out. */
final class HeartbeatMetrics {

    // true also while neither store can say how much waits
    private final AtomicLong lastNanos = new AtomicLong(System.nanoTime());
    private final Counter sent;

    HeartbeatMetrics(MeterRegistry registry, String prefix) {
        Gauge.builder(prefix + ".heartbeat.age", lastNanos, HeartbeatMetrics::seconds)
                .description("How long ago this relay sent its last heartbeat, or began")
                .baseUnit("seconds")
                .register(registry);
        sent =
                Counter.builder(prefix + ".heartbeats.sent")
                        .description("Heartbeats acknowledged by every partition")
                        .register(registry);
    }

    private static double seconds(AtomicLong sinceNanos) {
        return (System.nanoTime() - sinceNanos.get()) / 1e9;
    }

    void sent() {
        lastNanos.set(System.nanoTime());
        sent.increment();
    }
}
