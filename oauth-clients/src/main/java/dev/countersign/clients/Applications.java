package dev.countersign.clients;

import dev.countersign.protocol.ClientId;
import dev.countersign.protocol.Origin;
import io.smallrye.mutiny.Uni;
import java.util.Optional;
import java.util.Set;

/** Port: the registered applications and APIs, as the store knows them right now. */
public interface Applications {

    /** The application of this client id, enabled or not. */
    Uni<Optional<Application>> find(ClientId id);

    /** All origins whose pages may call in the name of some enabled application. */
    Uni<Set<Origin>> origins();

    /** The API that authenticates by this client id; only enabled ones. */
    Uni<Optional<Api>> findApi(ClientId introspectionClient);
}
