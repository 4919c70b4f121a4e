package dev.countersign.benchmarks.refresh;

import dev.countersign.protocol.token.RefreshToken;
import dev.countersign.store.grant.GrantState;
import dev.countersign.store.grant.Refreshed;
import dev.countersign.store.grant.Refreshed.Repeated;
import dev.countersign.store.grant.Refreshed.Rotated;
import java.util.BitSet;
import java.util.TreeMap;

/**
 * What the server has answered for one grant, whoever asked, and whether or not the answer arrived:
 * each generation is spent once, and has one successor.
 */
final class Ledger {

    private static final int KEPT = 8;

    private final Verdict verdict;
    private final BitSet spent = new BitSet();
    private final TreeMap<Integer, RefreshToken> tokens = new TreeMap<>();

    Ledger(Verdict verdict, RefreshToken first) {
        this.verdict = verdict;
        tokens.put(first.generation(), first);
    }

    synchronized void answered(RefreshToken presented, Refreshed answer) {
        switch (answer) {
            case Rotated(var grant, _, var successor) -> {
                verdict.count(Verdict.Event.ROTATED);
                if (spent.get(presented.generation())) {
                    verdict.breach("generation %d spent twice".formatted(presented.generation()));
                }
                spent.set(presented.generation());
                isTheOneSuccessor(presented, successor);
            }
            case Repeated(var grant, _, var successor) -> {
                verdict.count(Verdict.Event.REPEATED);
                isTheOneSuccessor(presented, successor);
            }
            case Refreshed.Refused(var refusal) -> {}
        }
    }

    private void isTheOneSuccessor(RefreshToken presented, RefreshToken successor) {
        RefreshToken known = tokens.putIfAbsent(successor.generation(), successor);
        if (successor.generation() != presented.generation() + 1
                || (known != null && !known.text().equals(successor.text()))) {
            verdict.breach("two successors of generation %d".formatted(presented.generation()));
        }
        while (tokens.size() > KEPT) {
            tokens.pollFirstEntry();
        }
    }

    /** Of all tokens handed out, the newest alone is current; every other was spent. */
    synchronized void compareWith(GrantState row) {
        int newest = tokens.lastKey();
        tokens.forEach(
                (generation, token) -> {
                    if (row.isCurrent(token) != (generation == newest)) {
                        verdict.breach("generation %d of %d".formatted(generation, newest));
                    }
                });
        if (spent.cardinality() != newest) {
            verdict.breach("%d spent, %d handed out".formatted(spent.cardinality(), newest));
        }
    }
}
