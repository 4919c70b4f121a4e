package dev.countersign.clients;

import dev.countersign.protocol.ClientId;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The port over a set. */
final class AssertionsInMemory implements SpentAssertions {

    private final Set<String> spent = ConcurrentHashMap.newKeySet();

    @Override
    public Uni<Boolean> spend(ClientId client, String jti, Instant until) {
        return Uni.createFrom().item(() -> spent.add(client + " " + jti));
    }
}
