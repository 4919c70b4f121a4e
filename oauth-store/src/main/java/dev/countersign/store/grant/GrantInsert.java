package dev.countersign.store.grant;

import dev.countersign.store.person.PersonClaims;

/** What came of making a grant. */
public sealed interface GrantInsert {

    /** Made; {@code person} is for the ID token. */
    record Inserted(PersonClaims person) implements GrantInsert {}

    /** The user, the application or the password has fallen since, or a rule stops it. */
    record Fallen() implements GrantInsert {}

    /** The application has another secret since it was read, or is gone; nothing was made. */
    record CallerChanged() implements GrantInsert {}

    /** There is one of this id: its code was used twice, whatever Redis said. */
    record Replayed() implements GrantInsert {}
}
