package dev.countersign.store.grant;

import dev.countersign.store.person.PersonClaims;
import java.util.Optional;

/** Whether an access token still counts, besides its signature and its expiry. */
public sealed interface TokenStanding {

    /** It counts; the person is the subject, absent where the application itself is. */
    record Active(Optional<PersonClaims> person) implements TokenStanding {}

    /** Revoked, or what it rests on has fallen. */
    record Fallen() implements TokenStanding {}
}
