package dev.countersign.store.user;

import dev.countersign.protocol.UserId;
import dev.countersign.protocol.claim.ProfileClaims;
import java.util.List;
import java.util.Optional;

/**
 * An account to be made. Its address is unverified.
 *
 * @param email normalized
 * @param passwordIsOwn whether the person chose the password; otherwise one with roles must replace
 *     it at the first sign-in
 */
public record NewUser(
        UserId id,
        String email,
        String givenName,
        Optional<String> familyName,
        ProfileClaims claims,
        String passwordHash,
        boolean passwordIsOwn,
        List<String> roles) {

    public NewUser {
        roles = roles.stream().sorted().toList();
    }

    /** The same of a person who made it for themselves. */
    public NewUser byItself() {
        return new NewUser(id, email, givenName, familyName, claims, passwordHash, true, roles);
    }

    @Override
    public String toString() {
        return "NewUser[" + id + "]";
    }
}
