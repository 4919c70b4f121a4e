package dev.countersign.clients;

import dev.countersign.jose.ClientKeySet;
import dev.countersign.protocol.FetchedUri;

/** The public keys of an application, OpenID Connect Dynamic Client Registration 1.0 §2. */
public sealed interface ClientKeys {

    /** {@code jwks}: as they were registered. */
    record ByValue(ClientKeySet set) implements ClientKeys {}

    /** {@code jwks_uri}: as they are published there at the time. */
    record ByReference(FetchedUri uri) implements ClientKeys {}
}
