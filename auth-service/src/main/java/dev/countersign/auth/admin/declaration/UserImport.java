package dev.countersign.auth.admin.declaration;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.countersign.auth.admin.Changes;
import dev.countersign.auth.admin.Difference;
import dev.countersign.auth.admin.UserEntity;
import dev.countersign.auth.admin.users.ClaimFields;
import dev.countersign.auth.password.PasswordHash;
import dev.countersign.protocol.claim.ProfileClaims;
import dev.countersign.web.administration.AdministrationJson;
import dev.countersign.web.administration.WrongFields;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes an account be what a declaration says; what gives or takes rights is not done here. */
@Singleton
final class UserImport {

    private static final int LONGEST_NAME = 200;
    private static final Set<String> ROLES = Set.of("administrator", "auditor");

    private final ObjectMapper json;

    UserImport(ObjectMapper json) {
        this.json = AdministrationJson.of(json);
    }

    /**
     * Within a transaction; empty if nothing changes, or if anything is wrong, which is said in the
     * fields.
     *
     * @param password of an account that is made; empty where none was declared
     */
    Uni<Optional<Difference>> write(
            ImportedUser declared, Optional<FirstPassword> password, WrongFields wrong) {
        int before = wrong.count();
        String email = declared.normalizedEmail().orElse("");
        if (!email.matches("[^@\\s]{1,64}@[^@\\s]{1,255}")) {
            wrong.add("email", "is no email address");
        }
        name("givenName", declared.givenName(), wrong);
        if (declared.familyName() != null) {
            name("familyName", declared.familyName(), wrong);
        }
        ProfileClaims claims =
                ClaimFields.parse(Objects.requireNonNullElse(declared.claims(), Map.of()), wrong);
        if (!ROLES.containsAll(roles(declared))) {
            wrong.add("roles", "are not of administrator, auditor");
        }
        return wrong.count() > before
                ? Uni.createFrom().item(Optional.empty())
                : UserEntity.findByEmail(email)
                        .flatMap(found -> write(declared, email, claims, found, password, wrong));
    }

    private static void name(String field, @Nullable String text, WrongFields wrong) {
        if (text == null || text.isBlank()) {
            wrong.add(field, "is missing");
        } else if (text.length() > LONGEST_NAME || text.chars().anyMatch(Character::isISOControl)) {
            wrong.add(field, "is longer than " + LONGEST_NAME + " or not one line");
        }
    }

    private Uni<Optional<Difference>> write(
            ImportedUser declared,
            String email,
            ProfileClaims claims,
            @Nullable UserEntity found,
            Optional<FirstPassword> password,
            WrongFields wrong) {
        if (found == null && password.isEmpty()) {
            wrong.add("password", "is missing: there is no account that has one");
            return Uni.createFrom().item(Optional.empty());
        }
        if (found == null && password.get().wrong().isPresent()) {
            wrong.add("password", password.get().wrong().get());
            return Uni.createFrom().item(Optional.empty());
        }
        if (found != null && declared.roles() != null && !hasRoles(found, declared)) {
            wrong.add("roles", "are changed by themselves, under /admin/users");
            return Uni.createFrom().item(Optional.empty());
        }
        Object before = found == null ? Map.of() : ImportedUser.of(found);
        UserEntity user =
                found == null ? made(declared, email, password.orElseThrow().hash()) : found;
        user.givenName = String.valueOf(declared.givenName());
        user.familyName = declared.familyName();
        user.emailVerified = Boolean.TRUE.equals(declared.emailVerified());
        user.claims = new JsonObject(claims.values());
        Changes changes = Changes.between(before, ImportedUser.of(user), json);
        if (found != null && changes.isEmpty()) {
            return Uni.createFrom().item(Optional.empty());
        }
        Difference difference =
                found == null
                        ? Difference.created("user", user.id.toString(), changes)
                        : Difference.changed("user", user.id.toString(), changes);
        return user.<UserEntity>persistAndFlush().replaceWith(Optional.of(difference));
    }

    private static boolean hasRoles(UserEntity user, ImportedUser declared) {
        return Set.copyOf(Arrays.asList(user.roles)).equals(Set.copyOf(roles(declared)));
    }

    private static List<String> roles(ImportedUser declared) {
        return declared.roles() == null ? List.of() : declared.roles();
    }

    private static UserEntity made(ImportedUser declared, String email, PasswordHash password) {
        UserEntity user = new UserEntity();
        user.id = UUID.randomUUID();
        user.email = email;
        user.passwordHash = password.phc();
        user.passwordVersion = 1;
        user.enabled = true;
        user.roles = roles(declared).stream().distinct().sorted().toArray(String[]::new);
        user.mustChangePassword = user.roles.length > 0;
        return user;
    }
}
