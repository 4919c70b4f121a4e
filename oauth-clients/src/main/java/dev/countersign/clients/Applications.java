package dev.countersign.clients;

import dev.countersign.protocol.ClientId;
import io.smallrye.mutiny.Uni;
import java.util.Optional;

/** Port: the registered applications and APIs, as the store knows them right now. */
public interface Applications {

    /** The application of this client id, enabled or not. */
    Uni<Optional<Application>> find(ClientId id);

    /** The API that authenticates by this client id; only enabled ones. */
    Uni<Optional<Api>> findApi(ClientId introspectionClient);
}
