package dev.countersign.store.config;

import dev.countersign.clients.FetchedDocuments;
import dev.countersign.protocol.FetchedUri;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.io.IOException;

/** The edge of a service fetches documents; here there is no edge. */
@Singleton
final class NothingPublished implements FetchedDocuments {

    @Override
    public Uni<String> fetch(FetchedUri uri) {
        return Uni.createFrom().failure(() -> new IOException("nothing is published"));
    }
}
