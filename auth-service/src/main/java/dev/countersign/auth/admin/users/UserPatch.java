package dev.countersign.auth.admin.users;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import dev.countersign.protocol.error.OAuthException;
import dev.countersign.store.user.User;
import dev.countersign.web.administration.WrongFields;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is to be changed of an account, as a merge patch (RFC 7396): what is left out stays. Only a
 * last name may be null, for only it may be missing. A new address is unverified.
 */
record UserPatch(
        @JsonProperty("first_name") @Nullable String firstName,
        @JsonProperty("last_name") @Nullable JsonNode lastName,
        @Nullable String email,
        @Nullable JsonNode claims,
        @Nullable JsonNode roles,
        @Nullable Boolean enabled) {

    boolean disables() {
        return Boolean.FALSE.equals(enabled);
    }

    /**
     * The account with the changes.
     *
     * @throws OAuthException naming every field that is wrong
     */
    User of(User user) {
        WrongFields wrong = new WrongFields();
        PersonFields fields = new PersonFields(wrong);
        String address = email == null ? user.email() : fields.email(email);
        User changed =
                new User(
                        user.id(),
                        address,
                        user.emailVerified() && address.equals(user.email()),
                        firstName == null ? user.givenName() : fields.name("first_name", firstName),
                        familyName(user, fields, wrong),
                        ClaimFields.read(claims, user.claims(), wrong),
                        roles == null ? user.roles() : Roles.read(roles, wrong),
                        enabled == null ? user.enabled() : enabled,
                        user.mustChangePassword(),
                        user.passwordIsOwn(),
                        user.createdAt(),
                        user.updatedAt(),
                        user.version());
        wrong.check();
        return changed;
    }

    private Optional<String> familyName(User user, PersonFields fields, WrongFields wrong) {
        if (lastName == null || lastName.isMissingNode()) {
            return user.familyName();
        }
        if (lastName.isNull()) {
            return Optional.empty();
        }
        if (!lastName.isTextual()) {
            wrong.add("last_name", "is of the wrong type");
            return Optional.empty();
        }
        return fields.optionalName("last_name", lastName.textValue());
    }
}
