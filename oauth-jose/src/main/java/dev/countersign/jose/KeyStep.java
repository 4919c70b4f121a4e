package dev.countersign.jose;

import dev.countersign.protocol.KeyId;
import dev.countersign.protocol.SigningAlgorithm;
import java.time.Instant;
import java.util.Optional;

/** One step of a rotation. Where a key begins to sign, the one before it ends. */
public sealed interface KeyStep {

    /** A new key is published, and signs from an instant on. */
    record Add(
            SigningAlgorithm algorithm,
            Instant signsFrom,
            Instant signsUntil,
            Optional<KeyId> predecessor)
            implements KeyStep {}

    /** A key that is published, and does not sign yet, signs earlier than it was to. */
    record BringForward(KeyId key, Instant signsFrom, Optional<KeyId> predecessor)
            implements KeyStep {}

    /** A key is not even needed for hints any more. */
    record Forget(KeyId key) implements KeyStep {}
}
