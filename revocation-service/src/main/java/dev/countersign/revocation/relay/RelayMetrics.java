package dev.countersign.revocation.relay;

import dev.countersign.store.revocation.OutboxSnapshot;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** What an operator watches: how much waits, for how long, and that heartbeats go out. */
final class RelayMetrics {

    private final AtomicInteger depth = new AtomicInteger();
    private final AtomicLong lagMillis = new AtomicLong();
    // true also while neither store can say how much waits
    private final AtomicLong lastNanos = new AtomicLong(System.nanoTime());
    private final Counter published;
    private final Counter heartbeats;

    RelayMetrics(MeterRegistry registry) {
        Gauge.builder("countersign.revocation.outbox.depth", depth, AtomicInteger::get)
                .description("Rules that are not published yet, counted up to 10001")
                .register(registry);
        Gauge.builder("countersign.revocation.outbox.lag", lagMillis, millis -> millis.get() / 1e3)
                .description("How long the oldest unpublished rule has been waiting")
                .baseUnit("seconds")
                .register(registry);
        Gauge.builder("countersign.revocation.heartbeat.age", lastNanos, RelayMetrics::seconds)
                .description("How long ago this relay sent its last heartbeat, or began")
                .baseUnit("seconds")
                .register(registry);
        published =
                Counter.builder("countersign.revocation.rules.published")
                        .description("Rules acknowledged by the broker")
                        .register(registry);
        heartbeats =
                Counter.builder("countersign.revocation.heartbeats.sent")
                        .description("Heartbeats acknowledged by every partition")
                        .register(registry);
    }

    void seen(OutboxSnapshot snapshot) {
        depth.set(snapshot.unpublished().size());
        lagMillis.set(snapshot.lag().toMillis());
    }

    void published(int rules) {
        published.increment(rules);
    }

    private static double seconds(AtomicLong sinceNanos) {
        return (System.nanoTime() - sinceNanos.get()) / 1e9;
    }

    void heartbeat() {
        lastNanos.set(System.nanoTime());
        heartbeats.increment();
    }
}
