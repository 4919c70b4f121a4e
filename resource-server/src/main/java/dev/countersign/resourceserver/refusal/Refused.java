package dev.countersign.resourceserver.refusal;

import java.util.SequencedSet;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

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
        this(refusal, detail, Set.of(), null);
    }

    private Refused(Refusal refusal, String detail, Set<String> scopes, @Nullable Throwable cause) {
        super(refusal.name(), cause, false, false);
        this.refusal = refusal;
        this.detail = detail;
        this.scopes = new TreeSet<>(scopes);
    }

    /** With what went wrong, for the log only. */
    public static Refused because(Refusal refusal, Throwable cause) {
        return new Refused(refusal, "", Set.of(), cause);
    }

    /** RFC 6750 §3.1: the answer says which scopes the request needs. */
    public static Refused forLackOf(Set<String> scopes) {
        return new Refused(AccessRefusal.INSUFFICIENT_SCOPE, "needs " + scopes, scopes, null);
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
