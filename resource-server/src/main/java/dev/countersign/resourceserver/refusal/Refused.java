package dev.countersign.resourceserver.refusal;

import java.util.SequencedSet;
import java.util.Set;
import java.util.TreeSet;

/** A refusal on its way to the edge. Cheap: it has no stack trace. */
public final class Refused extends RuntimeException {

    private final Refusal refusal;
    private final String detail;
    private final SequencedSet<String> scopes;

    public Refused(Refusal refusal) {
        this(refusal, "");
    }

    /**
     * @param detail for the log only; never anything that came unverified from the client
     */
    public Refused(Refusal refusal, String detail) {
        this(refusal, detail, Set.of());
    }

    private Refused(Refusal refusal, String detail, Set<String> scopes) {
        super(refusal.name(), null, false, false);
        this.refusal = refusal;
        this.detail = detail;
        this.scopes = new TreeSet<>(scopes);
    }

    /** RFC 6750 §3.1: the answer says which scopes the request needs. */
    public static Refused forLackOf(Set<String> scopes) {
        return new Refused(AccessRefusal.INSUFFICIENT_SCOPE, "needs " + scopes, scopes);
    }

    public Refusal refusal() {
        return refusal;
    }

    public String detail() {
        return detail;
    }

    /** The scopes that the request needs, sorted; empty unless that is what it lacks. */
    public SequencedSet<String> scopes() {
        return scopes;
    }
}
