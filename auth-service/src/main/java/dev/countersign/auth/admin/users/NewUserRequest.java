package dev.countersign.auth.admin.users;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import dev.countersign.auth.password.PasswordHash;
import dev.countersign.protocol.UserId;
import dev.countersign.protocol.claim.ProfileClaims;
import dev.countersign.protocol.error.OAuthException;
import dev.countersign.store.user.NewUser;
import dev.countersign.web.administration.WrongFields;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The document of a new account, as it was sent (contract, section 6). */
public record NewUserRequest(
        @JsonProperty("first_name") @Nullable String firstName,
        @JsonProperty("last_name") @Nullable String lastName,
        @Nullable String email,
        @Nullable String password,
        @JsonProperty("confirm_password") @Nullable String confirmPassword,
        @Nullable JsonNode claims,
        @Nullable JsonNode roles) {

    /**
     * The account, its password hashed: work for {@link
     * dev.countersign.auth.password.PasswordThreads}.
     *
     * @throws OAuthException naming every field that is wrong
     */
    public NewUser account() {
        WrongFields wrong = new WrongFields();
        return account(roles == null ? List.of() : Roles.read(roles, wrong), wrong);
    }

    /** The same for a user of an application, whom no manager gives a role. */
    public NewUser member() {
        WrongFields wrong = new WrongFields();
        if (roles != null) {
            wrong.add("roles", "are not given here");
        }
        return account(List.of(), wrong);
    }

    private NewUser account(List<String> its, WrongFields wrong) {
        PersonFields fields = new PersonFields(wrong);
        String name = fields.name("first_name", firstName);
        Optional<String> familyName = fields.optionalName("last_name", lastName);
        String address = fields.email(email);
        fields.password(password, confirmPassword, address, name, familyName);
        ProfileClaims profile = ClaimFields.read(claims, ProfileClaims.NONE, wrong);
        wrong.check();
        return new NewUser(
                new UserId(UUID.randomUUID()),
                address,
                name,
                familyName,
                profile,
                PasswordHash.of(Objects.requireNonNull(password)).phc(),
                false,
                its);
    }

    /** All that makes two of them the same one. */
    public List<String> parts(String of) {
        @Nullable String its = roles == null ? null : roles.toString();
        @Nullable String profile = claims == null ? null : claims.toString();
        return Stream.of(of, firstName, lastName, email, password, confirmPassword, profile, its)
                .map(it -> it == null ? "" : "." + it)
                .toList();
    }

    @Override
    public String toString() {
        return "[redacted]";
    }
}
