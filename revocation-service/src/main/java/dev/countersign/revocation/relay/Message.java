package dev.countersign.revocation.relay;

import java.util.Optional;

/**
 * One record of a topic.
 *
 * @param key the broker chooses the partition by it
 * @param value becomes JSON
 */
record Message(Optional<String> key, Object value) {

    Message(String key, Object value) {
        this(Optional.of(key), value);
    }
}
