package dev.countersign.clients;

import dev.countersign.protocol.ClientId;
import dev.countersign.protocol.Origin;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/** The port over a list; counts the reads, and is away or slow on request. */
final class ApplicationsInMemory implements Applications {

    final AtomicInteger reads = new AtomicInteger();
    volatile boolean away;
    volatile boolean slow;

    private final List<Caller> callers;

    ApplicationsInMemory(Caller... callers) {
        this.callers = Arrays.asList(callers);
    }

    /** In place of what has its client id. */
    void replace(Caller newer) {
        callers.replaceAll(it -> it.clientId().equals(newer.clientId()) ? newer : it);
    }

    /** Whether this is what is registered, and nothing older. */
    boolean has(Caller caller) {
        return callers.stream().anyMatch(it -> it == caller);
    }

    @Override
    public Uni<Optional<Application>> find(ClientId id) {
        return read(Application.class, id);
    }

    @Override
    public Uni<Set<Origin>> origins() {
        reads.incrementAndGet();
        return Uni.createFrom()
                .item(
                        callers.stream()
                                .filter(Application.class::isInstance)
                                .map(Application.class::cast)
                                .filter(Application::enabled)
                                .map(it -> Application.origins(it.redirectUris(), it.corsOrigins()))
                                .flatMap(Set::stream)
                                .collect(Collectors.toUnmodifiableSet()));
    }

    @Override
    public Uni<Optional<Api>> findApi(ClientId introspectionClient) {
        return read(Api.class, introspectionClient);
    }

    private <T extends Caller> Uni<Optional<T>> read(Class<T> kind, ClientId id) {
        reads.incrementAndGet();
        if (away) {
            return Uni.createFrom().failure(new IllegalStateException("away"));
        }
        Uni<Optional<T>> found =
                Uni.createFrom()
                        .item(
                                callers.stream()
                                        .filter(kind::isInstance)
                                        .map(kind::cast)
                                        .filter(it -> it.clientId().equals(id))
                                        .findFirst());
        return slow ? found.onItem().delayIt().by(Duration.ofMillis(200)) : found;
    }
}
