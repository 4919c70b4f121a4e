package dev.countersign.auth.admin.users;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.countersign.store.user.User;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** An account as it is shown. */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record UserDocument(
        UUID id,
        String email,
        boolean emailVerified,
        String firstName,
        Optional<String> lastName,
        Map<String, Object> claims,
        List<String> roles,
        boolean enabled,
        boolean mustChangePassword,
        Instant createdAt,
        Instant updatedAt,
        long version) {

    static UserDocument of(User user) {
        return new UserDocument(
                user.id().value(),
                user.email(),
                user.emailVerified(),
                user.givenName(),
                user.familyName(),
                user.claims().values(),
                user.roles(),
                user.enabled(),
                user.mustChangePassword(),
                user.createdAt(),
                user.updatedAt(),
                user.version());
    }
}
