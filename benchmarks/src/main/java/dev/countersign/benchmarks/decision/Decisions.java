package dev.countersign.benchmarks.decision;

import dev.countersign.resourceserver.Accepted;
import dev.countersign.resourceserver.ResourceServer;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The whole way through {@link ResourceServer#require}, RS256 with 2048 bits. Sampled call by call:
 * the median does not count what else the machine was doing.
 */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
public class Decisions {

    private static final Set<String> SCOPES = Set.of("accounts:read");

    /** More than are remembered at any time: whoever goes round sees each for the first time. */
    private static final int TOKENS = 15_000;

    /** An API that is ready and holds so many rules, none of which stops the tokens. */
    @State(Scope.Benchmark)
    public static class NoRules {

        private final LocalIssuer issuer;
        private final ResourceServer api;
        private final List<List<String>> headers;
        private int next;

        public NoRules() {
            this(0);
        }

        NoRules(int rules) {
            issuer = new LocalIssuer(rules);
            headers =
                    IntStream.range(0, TOKENS)
                            .parallel()
                            .mapToObj(i -> List.of("Bearer " + issuer.token()))
                            .toList();
            api =
                    ResourceServer.builder()
                            .issuer(issuer.name())
                            .audience(LocalIssuer.AUDIENCE)
                            .feedOverHttp()
                            .credentials("benchmark", "benchmark")
                            .build();
            api.start();
            while (!api.ready()) {
                Thread.onSpinWait();
            }
            if (api.measurements().rulesHeld() != rules) {
                throw new IllegalStateException(api.measurements().rulesHeld() + " rules held");
            }
        }

        Accepted same() {
            return api.require(headers.getFirst(), null, SCOPES);
        }

        Accepted another() {
            next = (next + 1) % TOKENS;
            return api.require(headers.get(next), null, SCOPES);
        }

        @TearDown
        public void close() {
            api.close();
            issuer.close();
        }
    }

    /** The same with many rules. */
    @State(Scope.Benchmark)
    public static class ManyRules extends NoRules {

        public ManyRules() {
            super(100_000);
        }
    }

    @Benchmark
    public Accepted seenBefore(NoRules api) {
        return api.same();
    }

    @Benchmark
    public Accepted seenBeforeWith100000Rules(ManyRules api) {
        return api.same();
    }

    @Benchmark
    public Accepted firstSight(NoRules api) {
        return api.another();
    }

    @Benchmark
    public Accepted firstSightWith100000Rules(ManyRules api) {
        return api.another();
    }
}
