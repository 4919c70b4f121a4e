package dev.countersign.web.administration;

import dev.countersign.store.grant.Rights;
import java.util.Optional;

/** In what capacity somebody acts in administration. */
public enum Role {
    /** Of some applications, and of nothing else: it is no role of the account. */
    MANAGER,
    /** Reads everything, by GET, and changes nothing. */
    AUDITOR,
    /** May do everything, within the scope of the token. */
    ADMINISTRATOR;

    /** The one that lets its holder do most; empty if there is none. */
    public static Optional<Role> highest(Rights rights) {
        if (rights.roles().contains("administrator")) {
            return Optional.of(ADMINISTRATOR);
        }
        if (rights.roles().contains("auditor")) {
            return Optional.of(AUDITOR);
        }
        return rights.manages() ? Optional.of(MANAGER) : Optional.empty();
    }
}
