package dev.countersign.revocation.propagation;

import dev.countersign.revocation.propagation.Acknowledgement.OfRule;
import dev.countersign.revocation.propagation.Acknowledgement.OfTime;
import dev.countersign.revocation.propagation.Propagation.OfInstance;
import dev.countersign.revocation.propagation.Propagation.Report;
import dev.countersign.revocation.propagation.Propagation.State;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the instances said, as far as it is remembered: the newest acknowledgements of rules one by
 * one, and of each instance the time up to which it has everything. Nothing that anybody says makes
 * it grow beyond its bounds.
 */
final class AppliedRules {

    static final int MOST_ACKNOWLEDGEMENTS = 100_000;
    static final int MOST_INSTANCES = 10_000;

    /** An instance speaks about once a second. */
    static final Duration GONE = Duration.ofSeconds(30);

    static final Duration LAGGING = Duration.ofSeconds(5);

    private static final Duration FORGOTTEN = Duration.ofHours(1);

    /** How far two good clocks are apart at most. */
    private static final Duration AHEAD = Duration.ofSeconds(5);

    private static final Duration BETWEEN_SWEEPS = Duration.ofSeconds(1);

    private record RuleAt(UUID rule, long process) {}

    /**
     * @param process of the processes that we have told apart under all names
     * @param until milliseconds; 0 while the instance is not sure of anything
     * @param said when we heard of it last
     */
    private record Instance(long process, long until, Instant said) {}

    private final InstantSource clock;
    private final Map<RuleAt, Long> exact = new Bounded();
    private final Map<String, Instance> instances = new TreeMap<>();
    private Instant swept = Instant.EPOCH;
    private long processes;

    AppliedRules(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * A rule that was just applied by an instance that had everything up to then: how long that
     * took can be measured. One that starts reads the rules of the past, which says nothing.
     *
     * @param knownUntil milliseconds; the rule counts if it was stamped no earlier
     */
    record News(UUID rule, long at, long knownUntil) {}

    /**
     * @param said when it was written; a time to come counts as now
     * @return empty, too, where nothing is remembered because a bound or the form is violated
     */
    synchronized Optional<News> take(Acknowledgement acknowledgement, Instant said) {
        Instant now = clock.instant();
        Instant at = said.isAfter(now) ? now : said;
        @Nullable Instance known = instances.get(acknowledgement.instance());
        if (known == null && isFull(now)) {
            return Optional.empty();
        }
        @Nullable Instance same = known == null || isGone(known, at) ? null : known;
        long until = same == null ? 0 : same.until;
        long process = same == null ? ++processes : same.process;
        return switch (acknowledgement) {
            case OfTime(String instance, long claimed) -> {
                if (!isToCome(claimed, now)) {
                    // Not the highest: a time that goes back is of another process that has begun
                    // anew under the name. What its predecessor had it need not have.
                    instances.put(
                            instance,
                            new Instance(claimed < until ? ++processes : process, claimed, at));
                }
                yield Optional.empty();
            }
            case OfRule(String instance, UUID rule, long applied) -> {
                if (isToCome(applied, now)) {
                    yield Optional.empty();
                }
                instances.put(instance, new Instance(process, until, at));
                boolean first = exact.putIfAbsent(new RuleAt(rule, process), applied) == null;
                yield first && until > 0
                        ? Optional.of(new News(rule, applied, until))
                        : Optional.empty();
            }
        };
    }

    private static boolean isToCome(long millis, Instant now) {
        return millis > now.plus(AHEAD).toEpochMilli();
    }

    private boolean isFull(Instant now) {
        if (instances.size() < MOST_INSTANCES) {
            return false;
        }
        // Those that are here keep their place: names that somebody invents do not drive them out,
        // and do not make us look through all of them each time.
        if (swept.plus(BETWEEN_SWEEPS).isBefore(now)) {
            swept = now;
            instances.values().removeIf(it -> isGone(it, now));
        }
        return instances.size() >= MOST_INSTANCES;
    }

    private static boolean isGone(Instance instance, Instant now) {
        return instance.said.plus(GONE).isBefore(now);
    }

    /**
     * @param stamped when the rule was committed for certain; empty: not yet
     */
    synchronized Report of(UUID rule, Optional<Instant> stamped) {
        Instant now = clock.instant();
        instances.values().removeIf(it -> it.said.plus(FORGOTTEN).isBefore(now));
        List<OfInstance> present = new ArrayList<>();
        List<String> gone = new ArrayList<>();
        instances.forEach(
                (name, instance) -> {
                    if (isGone(instance, now)) {
                        gone.add(name);
                    } else {
                        present.add(of(rule, stamped, name, instance));
                    }
                });
        return new Report(present, gone);
    }

    private OfInstance of(UUID rule, Optional<Instant> stamped, String name, Instance instance) {
        @Nullable Long at = exact.get(new RuleAt(rule, instance.process));
        boolean byThen = stamped.filter(it -> instance.until > it.toEpochMilli()).isPresent();
        return new OfInstance(
                name,
                at != null || byThen ? State.APPLIED : State.LAGGING,
                Optional.ofNullable(at).map(Instant::ofEpochMilli));
    }

    /** How many instances are there and do not keep up. */
    synchronized int lagging() {
        Instant now = clock.instant();
        long bound = now.minus(LAGGING).toEpochMilli();
        return (int)
                instances.values().stream()
                        .filter(it -> !isGone(it, now) && it.until < bound)
                        .count();
    }

    synchronized int present() {
        Instant now = clock.instant();
        return (int) instances.values().stream().filter(it -> !isGone(it, now)).count();
    }

    /** Forgets the oldest first. */
    private static final class Bounded extends LinkedHashMap<RuleAt, Long> {

        @Override
        protected boolean removeEldestEntry(Map.Entry<RuleAt, Long> eldest) {
            return size() > MOST_ACKNOWLEDGEMENTS;
        }
    }
}
