package dev.countersign.store.key;

import dev.countersign.jose.KeyStep;
import dev.countersign.protocol.KeyId;

/**
 * A step that was done.
 *
 * @param key the one that it is about, which is new where one was added
 */
public record DoneStep(KeyStep step, KeyId key) {}
