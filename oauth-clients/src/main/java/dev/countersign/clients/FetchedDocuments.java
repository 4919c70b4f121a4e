package dev.countersign.clients;

import dev.countersign.protocol.FetchedUri;
import io.smallrye.mutiny.Uni;

/** Port: documents that clients publish and this server fetches. */
public interface FetchedDocuments {

    /**
     * The document as it is there now. Fails if it cannot be had in a few seconds, is larger than
     * {@link dev.countersign.jose.ClientKeySet#LARGEST}, or must not be fetched from where it is.
     */
    Uni<String> fetch(FetchedUri uri);
}
