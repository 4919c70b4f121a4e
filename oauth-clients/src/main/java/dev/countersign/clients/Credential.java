package dev.countersign.clients;

import dev.countersign.protocol.ClientId;
import java.util.Optional;

/**
 * By what a caller was authenticated, maybe out of a copy: its client id, and its stored secret at
 * that time; none for a client that has none. Whatever is then done for it goes on only while the
 * store still takes that secret: as the current one, or as the one before until its time is over.
 */
public record Credential(ClientId client, Optional<StoredSecret> secret) {

    /** Of a client that has no secret. */
    public static Credential ofPublicClient(ClientId client) {
        return new Credential(client, Optional.empty());
    }
}
