package dev.countersign.protocol;

import java.util.Optional;
import java.util.UUID;

/**
 * Who a person is at an application, OpenID Connect Core 1.0 §8: the text form is the {@code sub}
 * of the tokens. A public one is the account's id; a pairwise one is of the same form, but random,
 * so that nobody can tell which of the two it is.
 */
public record SubjectIdentifier(UUID value) {

    /** The public one. */
    public static SubjectIdentifier of(UserId user) {
        return new SubjectIdentifier(user.value());
    }

    /**
     * @throws IllegalArgumentException for what is no UUID, or only a part of one
     */
    public static SubjectIdentifier parse(String text) {
        return new SubjectIdentifier(CanonicalUuid.parse(text));
    }

    /** Empty for what is no UUID, or only a part of one. */
    public static Optional<SubjectIdentifier> find(String text) {
        return CanonicalUuid.find(text).map(SubjectIdentifier::new);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
