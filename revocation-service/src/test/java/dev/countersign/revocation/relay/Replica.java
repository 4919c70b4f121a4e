package dev.countersign.revocation.relay;

import dev.countersign.clients.Api;
import dev.countersign.clients.Application;
import dev.countersign.clients.ApplicationCache;
import dev.countersign.clients.Applications;
import dev.countersign.clients.Rereading;
import dev.countersign.protocol.ClientId;
import dev.countersign.protocol.Origin;
import dev.countersign.protocol.RandomText;
import dev.countersign.revocation.fixture.TopicReader;
import dev.countersign.store.application.ApplicationRows;
import dev.countersign.store.change.ChangeReader;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** The cache of one replica of any service, and what tells it of changes; counts its reads. */
final class Replica implements AutoCloseable {

    final AtomicInteger reads = new AtomicInteger();

    private final RelayStack stack;
    private final ApplicationCache cache;
    private final ChangeReader reader;

    /** Hears of nothing yet. */
    Replica(RelayStack stack, Rereading rereading) {
        this.stack = stack;
        cache =
                new ApplicationCache(
                        counting(new ApplicationRows(stack.postgres())),
                        rereading,
                        InstantSource.system());
        reader = new ChangeReader(stack.kafka(), cache);
    }

    /** Returns when it hears of changes. */
    void listen() {
        reader.start();
        awaitHearing();
    }

    static ClientId register(RelayStack stack) {
        ClientId id = new ClientId("app-" + RandomText.ofBits(64));
        register(stack, id);
        return id;
    }

    private static void register(RelayStack stack, ClientId id) {
        stack.sql(
                """
                insert into applications (client_id, name, type, scopes)
                values ($1, 'App', 'native', array['openid', 'read-' || $1])
                """,
                id.value());
    }

    void awaitHearing() {
        TopicReader.await("hearing", RelayRoom.LONG, this::hears);
    }

    /** By an application of which it remembers, since a moment ago, that there is none. */
    private boolean hears() {
        ClientId another = new ClientId("app-" + RandomText.ofBits(64));
        if (find(another).isPresent()) {
            throw new AssertionError("nobody registered it");
        }
        register(stack, another);
        try {
            TopicReader.await("it", Duration.ofSeconds(1), () -> find(another).isPresent());
            return true;
        } catch (AssertionError e) {
            return false;
        }
    }

    private Applications counting(Applications stored) {
        return new Applications() {
            @Override
            public Uni<Optional<Application>> find(ClientId id) {
                reads.incrementAndGet();
                return stored.find(id);
            }

            @Override
            public Uni<Optional<Api>> findApi(ClientId introspectionClient) {
                return stored.findApi(introspectionClient);
            }

            @Override
            public Uni<Set<Origin>> origins() {
                return stored.origins();
            }
        };
    }

    Optional<Application> find(ClientId id) {
        return cache.find(id).await().atMost(RelayRoom.LONG);
    }

    boolean knows(ClientId id, String name) {
        return find(id).filter(it -> it.name().equals(name)).isPresent();
    }

    @Override
    public void close() {
        reader.close();
    }
}
