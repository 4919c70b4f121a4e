package dev.countersign.benchmarks.decision;

import dev.countersign.benchmarks.Benchmark;
import dev.countersign.benchmarks.Options;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * {@code ./countersign benchmark decision}: about two minutes. Promised: under 5 microseconds for a
 * token seen before, under 150 for one that is new; 100,000 rules add nothing that can be measured.
 */
public final class DecisionBenchmark implements Benchmark {

    private static final double SEEN_BEFORE = 5;
    private static final double FIRST_SIGHT = 150;

    /** What two runs of the same on a shared machine may differ by. */
    private static final double NOISE = 0.5;

    @Override
    public void run(Options options) throws RunnerException {
        Map<String, Double> micros =
                run().stream()
                        .collect(
                                Collectors.toMap(
                                        result -> result.getPrimaryResult().getLabel(),
                                        result ->
                                                result.getPrimaryResult()
                                                        .getStatistics()
                                                        .getPercentile(50)));
        micros.forEach((name, score) -> System.out.printf("%-32s median %8.2f us%n", name, score));
        requireUnder(SEEN_BEFORE, micros, "seenBefore");
        requireUnder(SEEN_BEFORE, micros, "seenBeforeWith100000Rules");
        requireUnder(FIRST_SIGHT, micros, "firstSight");
        requireUnder(FIRST_SIGHT, micros, "firstSightWith100000Rules");
        requireUnder(
                micros.getOrDefault("seenBefore", 0.0) * (1 + NOISE),
                micros,
                "seenBeforeWith100000Rules");
    }

    private static Collection<RunResult> run() throws RunnerException {
        return new Runner(new OptionsBuilder().include(Decisions.class.getName() + "\\.").build())
                .run();
    }

    private static void requireUnder(double bound, Map<String, Double> micros, String name) {
        if (micros.getOrDefault(name, Double.MAX_VALUE) >= bound) {
            throw new AssertionError(
                    "%s: %s us, not under %.2f"
                            .formatted(name, micros.getOrDefault(name, Double.NaN), bound));
        }
    }
}
