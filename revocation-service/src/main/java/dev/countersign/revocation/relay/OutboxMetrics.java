package dev.countersign.revocation.relay;

import dev.countersign.store.outbox.OutboxSnapshot;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** What an operator watches: how much waits, and for how long. */
final class OutboxMetrics {

    private final AtomicInteger depth = new AtomicInteger();
    private final AtomicLong lagMillis = new AtomicLong();
    private final Counter published;

    /**
     * @param prefix of the names
     * @param rows what the rows are, in the plural
     */
    OutboxMetrics(MeterRegistry registry, String prefix, String rows) {
        Gauge.builder(prefix + ".outbox.depth", depth, AtomicInteger::get)
                .description("The " + rows + " that are not published yet, counted up to 10001")
                .register(registry);
        Gauge.builder(prefix + ".outbox.lag", lagMillis, millis -> millis.get() / 1e3)
                .description("How long the oldest of the unpublished " + rows + " has been waiting")
                .baseUnit("seconds")
                .register(registry);
        published =
                Counter.builder(prefix + "." + rows + ".published")
                        .description("The " + rows + " that the broker acknowledged")
                        .register(registry);
    }

    void seen(OutboxSnapshot snapshot) {
        depth.set(snapshot.unpublished().size());
        lagMillis.set(snapshot.lag().toMillis());
    }

    void published(int rows) {
        published.increment(rows);
    }
}
