package dev.countersign.protocol;

import java.util.Optional;
import java.util.UUID;

/** One person's account. Its text form is the {@code sub} of the tokens issued for that person. */
public record UserId(UUID value) {

    /**
     * @throws IllegalArgumentException for what is no UUID, or only a part of one
     */
    public static UserId parse(String text) {
        return new UserId(CanonicalUuid.parse(text));
    }

    /** Empty for what is no UUID, or only a part of one. */
    public static Optional<UserId> find(String text) {
        return CanonicalUuid.find(text).map(UserId::new);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
