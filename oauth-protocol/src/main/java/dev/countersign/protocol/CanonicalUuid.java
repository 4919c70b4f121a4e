package dev.countersign.protocol;

import java.util.Optional;
import java.util.UUID;

/**
 * A UUID as RFC 9562 §4 writes it. {@link UUID#fromString} fills up what is cut off, so that a bad
 * copy of an id would be another id.
 */
final class CanonicalUuid {

    private CanonicalUuid() {}

    /**
     * @throws IllegalArgumentException for any other text
     */
    static UUID parse(String text) {
        UUID uuid = UUID.fromString(text);
        if (!uuid.toString().equalsIgnoreCase(text)) {
            throw new IllegalArgumentException("not a whole UUID");
        }
        return uuid;
    }

    /** Empty for any other text. */
    static Optional<UUID> find(String text) {
        try {
            return Optional.of(parse(text));
        } catch (IllegalArgumentException notOne) {
            return Optional.empty();
        }
    }
}
