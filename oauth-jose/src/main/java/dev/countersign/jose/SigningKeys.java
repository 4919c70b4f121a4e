package dev.countersign.jose;

import io.smallrye.mutiny.Uni;
import java.util.List;

/** Port: the signing keys that all replicas share. */
public interface SigningKeys {

    /** All keys but the compromised ones: those verify nothing any more. */
    Uni<List<SealedSigningKey>> all();

    /** Adds the key if there is none; of any number of concurrent calls exactly one adds. */
    Uni<Void> addIfNone(SealedSigningKey first);
}
