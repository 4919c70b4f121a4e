package dev.countersign.auth.admin.users;

import dev.countersign.protocol.UserId;
import dev.countersign.protocol.error.OAuthException;
import dev.countersign.protocol.error.Refusal;
import dev.countersign.store.user.User;
import dev.countersign.store.user.Users.Standing;
import java.util.Optional;

/**
 * Whom an administrator may change, and how: nobody's own roles, never the last of them, and no
 * role for an account whose password somebody else has known.
 */
final class AccountRules {

    private AccountRules() {}

    /**
     * @param by the person who changes it; empty where an application does
     * @throws OAuthException {@code OWN_ROLES}, {@code PASSWORD_NOT_OWN} or {@code
     *     LAST_ADMINISTRATOR}
     */
    static void checkChange(Standing before, User after, Optional<UserId> by) {
        boolean own = by.filter(before.user().id()::equals).isPresent();
        if (own && !after.roles().equals(before.user().roles())) {
            throw new OAuthException(Refusal.OWN_ROLES);
        }
        if (!before.user().passwordIsOwn() && !before.user().roles().containsAll(after.roles())) {
            throw new OAuthException(Refusal.PASSWORD_NOT_OWN);
        }
        if (before.last() && !after.administers()) {
            throw new OAuthException(Refusal.LAST_ADMINISTRATOR);
        }
    }

    /**
     * @throws OAuthException {@code LAST_ADMINISTRATOR}
     */
    static void checkErasure(Standing before) {
        if (before.last()) {
            throw new OAuthException(Refusal.LAST_ADMINISTRATOR);
        }
    }
}
