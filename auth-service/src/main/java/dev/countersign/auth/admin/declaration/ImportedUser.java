package dev.countersign.auth.admin.declaration;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.countersign.auth.admin.UserEntity;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A person's account as the declarative YAML has it. The password is the first one: an account that
 * is there keeps its own, and its roles.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ImportedUser(
        @Nullable String email,
        @Nullable String password,
        @Nullable String givenName,
        @Nullable String familyName,
        @Nullable Boolean emailVerified,
        @Nullable Map<String, Object> claims,
        @Nullable List<String> roles) {

    static ImportedUser of(UserEntity it) {
        return new ImportedUser(
                it.email,
                null,
                it.givenName,
                it.familyName,
                it.emailVerified,
                it.claims.isEmpty() ? null : it.claims.getMap(),
                List.of(it.roles));
    }

    Optional<String> normalizedEmail() {
        return Optional.ofNullable(email).map(it -> it.strip().toLowerCase(Locale.ROOT));
    }

    @Override
    public String toString() {
        return String.valueOf(email);
    }
}
