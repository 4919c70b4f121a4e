package dev.countersign.protocol;

import java.util.UUID;

/** One person's account. Its text form is the {@code sub} of the tokens issued for that person. */
public record UserId(UUID value) {

    public static UserId parse(String text) {
        return new UserId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
