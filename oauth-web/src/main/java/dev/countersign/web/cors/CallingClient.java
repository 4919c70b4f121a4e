package dev.countersign.web.cors;

import dev.countersign.protocol.ClientId;
import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * In whose name this request calls, as far as it is known: told by the endpoint, and read when the
 * answer goes out. It need not have proved itself, for it decides only who may read the answer.
 */
@RequestScoped
public class CallingClient {

    private final AtomicReference<Optional<ClientId>> client =
            new AtomicReference<>(Optional.empty());

    CallingClient() {}

    public void is(ClientId id) {
        client.set(Optional.of(id));
    }

    /** The same for an endpoint that learns it later, maybe on another thread. */
    public Consumer<ClientId> named() {
        AtomicReference<Optional<ClientId>> slot = client;
        return id -> slot.set(Optional.of(id));
    }

    Optional<ClientId> id() {
        return client.get();
    }
}
