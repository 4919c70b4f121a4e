package dev.countersign.benchmarks.refresh;

import dev.countersign.benchmarks.Benchmark;
import dev.countersign.benchmarks.Options;
import dev.countersign.embedded.Component;
import dev.countersign.embedded.EmbeddedStack;
import java.time.Duration;

/**
 * {@code ./countersign benchmark refresh [--refreshes 1000000] [--grants 1000] [--workers 16]
 * [--drop-partition [500000]]}, on PostgreSQL with {@code fsync} on. With {@code --drop-partition}
 * a week of grants that is history is dropped half-way.
 */
public final class RefreshBenchmark implements Benchmark {

    private static final int HISTORY = 500_000;

    @Override
    public void run(Options options) throws Exception {
        Settings settings =
                new Settings(
                        options.number("refreshes", 1_000_000),
                        options.number("grants", 1_000),
                        options.number("workers", 16),
                        Duration.ofSeconds(options.number("window", 10)),
                        0.05,
                        0.001,
                        options.has("drop-partition")
                                ? options.number("drop-partition", HISTORY)
                                : 0,
                        options.number("seed", 1));
        try (EmbeddedStack stack = EmbeddedStack.startDurable(Component.POSTGRES)) {
            RefreshReport report = new RefreshSimulation(settings, stack.countersign()).run();
            System.out.print(report);
            if (!report.breaches().isEmpty()) {
                throw new AssertionError("promises were broken");
            }
        }
    }
}
