package dev.countersign.benchmarks;

/** One benchmark: prints what it measured on standard output. */
@FunctionalInterface
public interface Benchmark {

    /**
     * @throws Exception if it could not be measured
     * @throws AssertionError if it was, and a promise was broken
     */
    void run(Options options) throws Exception;
}
