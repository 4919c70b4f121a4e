package dev.countersign.resourceserver;

import dev.countersign.resourceserver.decision.StalenessAlarm;
import dev.countersign.resourceserver.introspection.Introspection;
import dev.countersign.resourceserver.refusal.AccessRefusal;
import dev.countersign.resourceserver.revocation.Freshness;
import dev.countersign.resourceserver.revocation.RevocationRules;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/**
 * What an operator wants to see of a {@link ResourceServer}, for whatever collects metrics: counts
 * since the start, and the state of this moment. Cheap to read, from any thread.
 */
public final class Measurements {

    private final RevocationRules rules;
    private final Freshness freshness;
    private final StalenessAlarm alarm;
    private final Optional<Introspection> introspection;
    private final LongAdder accepted = new LongAdder();
    private final Map<AccessRefusal, LongAdder> refused = new EnumMap<>(AccessRefusal.class);

    Measurements(
            RevocationRules rules,
            Freshness freshness,
            StalenessAlarm alarm,
            Optional<Introspection> introspection) {
        this.rules = rules;
        this.freshness = freshness;
        this.alarm = alarm;
        this.introspection = introspection;
        for (AccessRefusal refusal : AccessRefusal.values()) {
            refused.put(refusal, new LongAdder());
        }
    }

    void accept() {
        accepted.increment();
    }

    void refuse(AccessRefusal refusal) {
        refused.getOrDefault(refusal, new LongAdder()).increment();
    }

    /** Requests that were let in. */
    public long accepted() {
        return accepted.sum();
    }

    /** Those among them for which a revocation may have been missed. */
    public long acceptedWhileStale() {
        return alarm.count();
    }

    /** Requests that were refused for this reason. */
    public long refused(AccessRefusal reason) {
        return refused.getOrDefault(reason, new LongAdder()).sum();
    }

    /** Questions sent to the introspection endpoint; requests that shared one count once. */
    public long introspections() {
        return introspection.map(Introspection::asked).orElse(0L);
    }

    public int rulesHeld() {
        return rules.size();
    }

    /** How old the news of revocations is; empty before the first, and where there is no feed. */
    public Optional<Duration> feedAge() {
        return freshness.age();
    }
}
