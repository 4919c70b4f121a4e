package dev.countersign.store.revocation;

/**
 * What one run of {@link Marking} did.
 *
 * @param marked rows
 * @param forgotten rules
 * @param waiting rules that are to be marked, first or again; counted up to 200; negative if
 *     another replica was at work
 * @param failures batches that failed, to be tried again
 */
public record MarkingRun(long marked, int forgotten, int waiting, int failures) {

    /** Another replica is at it. */
    static final MarkingRun ELSEWHERE = new MarkingRun(0, 0, -1, 0);

    /** Whether another replica was at work, so that this says nothing. */
    public boolean isElsewhere() {
        return equals(ELSEWHERE);
    }

    MarkingRun marking(long rows) {
        return new MarkingRun(marked + rows, forgotten, waiting, failures);
    }

    MarkingRun failing() {
        return new MarkingRun(marked, forgotten, waiting, failures + 1);
    }

    MarkingRun ending(int rulesForgotten, int rulesWaiting) {
        return new MarkingRun(marked, rulesForgotten, rulesWaiting, failures);
    }
}
