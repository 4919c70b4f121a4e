package dev.countersign.store.person;

import dev.countersign.protocol.UserId;

/** A person's account as the sign-in needs it. */
public record Account(
        UserId id, PersonClaims person, String passwordHash, int passwordVersion, boolean enabled) {

    /** Without the hash. */
    @Override
    public String toString() {
        return "Account[" + id + "]";
    }
}
