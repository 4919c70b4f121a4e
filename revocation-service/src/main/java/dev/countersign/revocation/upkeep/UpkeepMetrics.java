package dev.countersign.revocation.upkeep;

import dev.countersign.store.revocation.MarkingRun;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What an operator is alarmed by. When the newest partition ends in less than a year, the longest
 * grants cannot be made; when rules wait for hours, rows cannot be marked.
 */
@Singleton
final class UpkeepMetrics {

    private final AtomicLong partitionsEnd = new AtomicLong();
    private final AtomicInteger waiting = new AtomicInteger();
    private final Counter marked;
    private final Counter forgotten;
    private final Counter markingFailures;
    private final Counter partitionFailures;
    private final Counter forgettingFailures;

    UpkeepMetrics(MeterRegistry registry) {
        Gauge.builder("countersign.grants.partitions.end", partitionsEnd, AtomicLong::get)
                .description("The end of the newest partition of grants, in seconds since 1970")
                .baseUnit("seconds")
                .register(registry);
        Gauge.builder("countersign.revocation.rules.waiting", waiting, AtomicInteger::get)
                .description("Rules whose rows are to be marked, counted up to 200")
                .register(registry);
        marked =
                Counter.builder("countersign.revocation.grants.marked")
                        .description("Grants that were marked because a rule stops them")
                        .register(registry);
        forgotten =
                Counter.builder("countersign.revocation.rules.forgotten")
                        .description("Rules that nothing needed any more")
                        .register(registry);
        markingFailures = failures(registry, "marking");
        partitionFailures = failures(registry, "partitions");
        forgettingFailures = failures(registry, "changes");
    }

    private static Counter failures(MeterRegistry registry, String task) {
        return Counter.builder("countersign.upkeep.failures")
                .description("Runs in the background that failed, and are tried again")
                .tag("task", task)
                .register(registry);
    }

    void ran(MarkingRun run) {
        if (run.isElsewhere()) {
            return;
        }
        waiting.set(run.waiting());
        marked.increment((double) run.marked());
        forgotten.increment(run.forgotten());
        markingFailures.increment(run.failures());
    }

    void markingFailed() {
        markingFailures.increment();
    }

    void forgettingFailed() {
        forgettingFailures.increment();
    }

    void partitionsEnd(Instant end) {
        partitionsEnd.set(end.getEpochSecond());
    }

    void partitionsFailed() {
        partitionFailures.increment();
    }
}
