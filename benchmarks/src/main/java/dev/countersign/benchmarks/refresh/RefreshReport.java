package dev.countersign.benchmarks.refresh;

import static dev.countersign.benchmarks.Latencies.millis;

import dev.countersign.benchmarks.Latencies;
import dev.countersign.benchmarks.refresh.Verdict.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What came of a simulation. */
public final class RefreshReport {

    private static final long SLACK = 128 * 1024;

    /** Bytes in all indexes together. */
    private static final long LARGEST_OF_A_GRANT = 1024;

    private final Settings settings;
    private final Verdict verdict;
    private final Latencies latencies;
    private final Optional<PartitionDrop> drop;
    private final TableSize before;
    private final TableSize after;
    private final double rate;

    RefreshReport(
            Settings settings,
            Verdict verdict,
            Latencies latencies,
            Optional<PartitionDrop> drop,
            TableSize before,
            TableSize after,
            double rate) {
        this.settings = settings;
        this.verdict = verdict;
        this.latencies = latencies;
        this.drop = drop;
        this.before = before;
        this.after = after;
        this.rate = rate;
    }

    /** Answers with a token. */
    public long refreshes() {
        return verdict.refreshes();
    }

    public long thefts() {
        return verdict.of(Event.THEFT);
    }

    public long races() {
        return verdict.of(Event.REVOKED_IN_A_RACE);
    }

    /** The promises that were broken: empty where all is well. */
    public List<String> breaches() {
        List<String> breaches = new ArrayList<>(verdict.breaches());
        if (verdict.of(Event.THEFT) != verdict.of(Event.THEFT_CAUGHT)) {
            breaches.add("a theft was not caught");
        }
        if (!isFlat()) {
            breaches.add("the table grew with refreshes: from " + before + " to " + after);
        }
        return breaches;
    }

    /** It may hold the grants that were made since, and what a page or two are about to prune. */
    private boolean isFlat() {
        double perGrant = (double) before.heap() / before.rows();
        long made = after.rows() - before.rows();
        return after.heap() <= perGrant * (after.rows() * 1.5 + heldBack()) + SLACK
                && after.indexes() <= before.indexes() + made * LARGEST_OF_A_GRANT + SLACK;
    }

    /**
     * Row versions that nothing could clear away, for a transaction was dropping a partition
     * meanwhile: they are of its time, not of the number of refreshes.
     */
    private long heldBack() {
        return drop.map(PartitionDrop::refreshesMeanwhile).orElse(0L);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        text.append(
                "%,d refreshes of %,d grants by %d workers, window %s, %.0f %% of answers dropped%n"
                        .formatted(
                                refreshes(),
                                settings.grants(),
                                settings.workers(),
                                settings.window(),
                                settings.dropped() * 100));
        for (Event event : Event.values()) {
            text.append("  %,10d %s%n".formatted(verdict.of(event), event));
        }
        text.append("  %,10.0f refreshes a second%n".formatted(rate));
        text.append(
                "  latency p50 %s, p99 %s, p99.9 %s, longest %s%n"
                        .formatted(
                                millis(latencies.percentile(0.5)),
                                millis(latencies.percentile(0.99)),
                                millis(latencies.percentile(0.999)),
                                millis(latencies.percentile(1))));
        drop.ifPresent(text::append);
        text.append("  before: %s%n  after:  %s%n".formatted(before, after));
        text.append(
                "  %.2f %% of the updates were HOT%n"
                        .formatted(100.0 * (after.hot() - before.hot()) / updates()));
        text.append("  %,d promises broken%n".formatted(verdict.broken()));
        breaches().forEach(breach -> text.append("    %s%n".formatted(breach)));
        return text.toString();
    }

    private long updates() {
        return Math.max(1, after.updates() - before.updates());
    }
}
