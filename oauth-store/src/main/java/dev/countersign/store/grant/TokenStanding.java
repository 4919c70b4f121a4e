package dev.countersign.store.grant;

import dev.countersign.protocol.claim.RequestedClaims;
import dev.countersign.store.person.PersonClaims;
import java.util.Optional;
import java.util.Set;

/** Whether an access token still counts, besides its signature and its expiry. */
public sealed interface TokenStanding {

    /**
     * It counts; the person is the subject, absent where the application itself is.
     *
     * @param userinfo which claims the UserInfo endpoint tells besides those of the token's scopes
     * @param roles what the person is right now; nobody has any without being a person
     */
    record Active(Optional<PersonClaims> person, RequestedClaims userinfo, Set<String> roles)
            implements TokenStanding {

        public Active {
            roles = Set.copyOf(roles);
        }
    }

    /** Revoked, or what it rests on has fallen. */
    record Fallen() implements TokenStanding {}
}
