package dev.countersign.benchmarks;

import dev.countersign.benchmarks.decision.DecisionBenchmark;
import dev.countersign.benchmarks.inventory.InventoryBenchmark;
import dev.countersign.benchmarks.propagation.PropagationBenchmark;
import dev.countersign.benchmarks.refresh.RefreshBenchmark;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The program behind {@code ./countersign benchmark NAME [--option value ...]}. */
final class Main {

    private static final Map<String, Benchmark> BENCHMARKS =
            new TreeMap<>(
                    Map.ofEntries(
                            // one line each
                            Map.entry("decision", new DecisionBenchmark()),
                            Map.entry("inventory", new InventoryBenchmark()),
                            Map.entry("propagation", new PropagationBenchmark()),
                            Map.entry("refresh", new RefreshBenchmark())));

    private Main() {}

    static void main(String[] arguments) {
        @Nullable Benchmark benchmark = arguments.length == 0 ? null : BENCHMARKS.get(arguments[0]);
        if (benchmark == null) {
            System.err.println("benchmarks: " + String.join(", ", BENCHMARKS.keySet()));
            System.exit(2);
            return;
        }
        // pools and clients leave threads behind that would keep the program
        try {
            benchmark.run(new Options(Arrays.copyOfRange(arguments, 1, arguments.length)));
            System.exit(0);
        } catch (Exception | AssertionError e) {
            e.printStackTrace();
            System.exit(1);
        }
    }
}
