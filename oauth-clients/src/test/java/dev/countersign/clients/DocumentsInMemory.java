package dev.countersign.clients;

import dev.countersign.protocol.FetchedUri;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;

/** One document that is published everywhere; counts the fetches, and is away on request. */
final class DocumentsInMemory implements FetchedDocuments {

    final AtomicInteger fetches = new AtomicInteger();
    volatile String published = "{\"keys\": []}";
    volatile boolean away;

    @Override
    public Uni<String> fetch(FetchedUri uri) {
        return Uni.createFrom()
                .item(fetches::incrementAndGet)
                .flatMap(
                        count ->
                                away
                                        ? Uni.createFrom().failure(new IOException("away"))
                                        : Uni.createFrom().item(published));
    }
}
