package dev.countersign.benchmarks.refresh;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** What happened, counted, and which promises were broken. Shared by all workers. */
final class Verdict {

    private static final int KEPT = 20;

    /** What is counted. */
    enum Event {
        ROTATED,
        REPEATED,
        DROPPED_ANSWER,
        LATE_DUPLICATE,
        TEN_AT_ONCE,
        TWO_TABS,
        INVENTED,
        OTHER_CLIENT,
        WIDER_SCOPE,
        THEFT,
        THEFT_CAUGHT,
        REVOKED_IN_A_RACE,
        SIGN_IN
    }

    private final Map<Event, LongAdder> counts = new EnumMap<>(Event.class);
    private final LongAdder broken = new LongAdder();
    private final List<String> breaches = new ArrayList<>();

    Verdict() {
        for (Event event : Event.values()) {
            counts.put(event, new LongAdder());
        }
    }

    void count(Event event) {
        adder(event).increment();
    }

    long of(Event event) {
        return adder(event).sum();
    }

    /** Answers that carried a token. */
    long refreshes() {
        return of(Event.ROTATED) + of(Event.REPEATED);
    }

    /** A promise was broken. */
    synchronized void breach(String what) {
        broken.increment();
        if (breaches.size() < KEPT) {
            breaches.add(what);
        }
    }

    long broken() {
        return broken.sum();
    }

    /** The first ones. */
    synchronized List<String> breaches() {
        return List.copyOf(breaches);
    }

    private LongAdder adder(Event event) {
        LongAdder adder = counts.get(event);
        if (adder == null) {
            throw new IllegalStateException("all events have one");
        }
        return adder;
    }
}
