package dev.countersign.resourceserver.decision;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;

/** Tokens accepted although a revocation may have been missed: said twice, counted always. */
public final class StalenessAlarm {

    private static final System.Logger LOG = System.getLogger(StalenessAlarm.class.getName());

    private final AtomicBoolean on = new AtomicBoolean();
    private final LongAdder accepted = new LongAdder();

    void accepted(String why) {
        accepted.increment();
        if (!on.get() && on.compareAndSet(false, true)) {
            LOG.log(
                    System.Logger.Level.ERROR,
                    "ALARM: access tokens are accepted although revocations may be missed: {0}",
                    why);
        }
    }

    void over() {
        if (on.get() && on.compareAndSet(true, false)) {
            LOG.log(
                    System.Logger.Level.ERROR,
                    "alarm over: revocations are known again; {0} requests were accepted without"
                            + " that since the start",
                    count());
        }
    }

    /** How many requests were accepted so, since the start. */
    public long count() {
        return accepted.sum();
    }
}
