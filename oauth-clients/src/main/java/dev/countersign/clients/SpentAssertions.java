package dev.countersign.clients;

import dev.countersign.protocol.ClientId;
import io.smallrye.mutiny.Uni;
import java.time.Instant;

/** Port: which assertions of clients were used, so that none works twice (RFC 7523 §3). */
public interface SpentAssertions {

    /**
     * Spends an assertion: of any number of concurrent calls with one {@code jti} of one client,
     * exactly one is answered by true.
     *
     * @param until when it is refused anyway, for it has expired
     */
    Uni<Boolean> spend(ClientId client, String jti, Instant until);
}
