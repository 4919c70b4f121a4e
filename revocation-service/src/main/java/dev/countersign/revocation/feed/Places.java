package dev.countersign.revocation.feed;

import dev.countersign.protocol.ClientId;
import java.util.HashMap;
import java.util.Map;

/**
 * A bounded number of places. No API takes more than half of them, so that one gone wild leaves
 * room for the others.
 */
final class Places {

    private final int all;
    private final Map<ClientId, Integer> taken = new HashMap<>();
    private int count;

    Places(int all) {
        this.all = all;
    }

    /** False if there is none for this API. */
    synchronized boolean take(ClientId api) {
        int own = taken.getOrDefault(api, 0);
        if (count >= all || own >= Math.max(1, all / 2)) {
            return false;
        }
        taken.put(api, own + 1);
        count++;
        return true;
    }

    /** Gives back one that was taken. */
    synchronized void leave(ClientId api) {
        taken.computeIfPresent(api, (key, own) -> own == 1 ? null : own - 1);
        count--;
    }

    synchronized int taken() {
        return count;
    }
}
