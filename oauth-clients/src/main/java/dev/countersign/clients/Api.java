package dev.countersign.clients;

import dev.countersign.protocol.ClientId;
import java.util.Optional;

/** A registered API as it calls us. {@code identifier} is its audience (RFC 9068 §3). */
public record Api(String identifier, ClientId clientId, StoredSecret secret) implements Caller {

    @Override
    public Credential credential() {
        return new Credential(clientId, Optional.of(secret));
    }
}
