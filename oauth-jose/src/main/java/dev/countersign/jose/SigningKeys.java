package dev.countersign.jose;

import dev.countersign.protocol.KeyId;
import io.smallrye.mutiny.Uni;
import java.util.List;

/** Port: the signing keys that all replicas share. */
public interface SigningKeys {

    /** All keys but the compromised ones: those verify nothing any more. */
    Uni<List<SealedSigningKey>> all();

    /** Whether this key is there and not compromised, by the store itself. */
    Uni<Boolean> stands(KeyId id);

    /**
     * Adds the key if there is none of its algorithm; of any number of concurrent calls exactly one
     * adds.
     */
    Uni<Void> addIfNone(SealedSigningKey first);
}
