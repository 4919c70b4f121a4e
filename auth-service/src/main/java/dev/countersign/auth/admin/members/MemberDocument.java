package dev.countersign.auth.admin.members;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.countersign.store.membership.Member;
import dev.countersign.store.user.User;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A user, or a manager, of an application. Roles are not shown: they are no matter of the
 * application's managers.
 */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record MemberDocument(
        UUID id,
        String email,
        boolean emailVerified,
        String firstName,
        Optional<String> lastName,
        boolean enabled,
        boolean mustChangePassword,
        Instant createdAt,
        Instant updatedAt,
        long version,
        Instant memberSince) {

    static MemberDocument of(Member member) {
        User user = member.user();
        return new MemberDocument(
                user.id().value(),
                user.email(),
                user.emailVerified(),
                user.givenName(),
                user.familyName(),
                user.enabled(),
                user.mustChangePassword(),
                user.createdAt(),
                user.updatedAt(),
                user.version(),
                member.since());
    }
}
