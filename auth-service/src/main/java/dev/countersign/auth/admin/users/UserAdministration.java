package dev.countersign.auth.admin.users;

import dev.countersign.auth.admin.IfMatch;
import dev.countersign.auth.password.PasswordHash;
import dev.countersign.auth.password.PasswordThreads;
import dev.countersign.protocol.RandomText;
import dev.countersign.protocol.UserId;
import dev.countersign.protocol.error.OAuthException;
import dev.countersign.protocol.error.Refusal;
import dev.countersign.store.audit.AuditEvent;
import dev.countersign.store.audit.AuditEvents;
import dev.countersign.store.idempotency.IdempotencyKey;
import dev.countersign.store.user.NewUsers;
import dev.countersign.store.user.PersonExport;
import dev.countersign.store.user.User;
import dev.countersign.store.user.Users;
import dev.countersign.store.user.Users.Change;
import dev.countersign.store.user.Users.Standing;
import dev.countersign.web.administration.Administrator;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;

/**
 * What administrators do to accounts. Each act is one transaction with its audit record, and with
 * its rule where it takes access back.
 */
@Singleton
final class UserAdministration {

    /** Twenty characters, which the person types once. */
    private static final int PASSWORD_BITS = 120;

    private final Users users;
    private final NewUsers newUsers;
    private final PersonExport export;
    private final PasswordThreads passwords;
    private final AuditEvents audit;

    UserAdministration(
            Users users,
            NewUsers newUsers,
            PersonExport export,
            PasswordThreads passwords,
            AuditEvents audit) {
        this.users = users;
        this.newUsers = newUsers;
        this.export = export;
        this.passwords = passwords;
        this.audit = audit;
    }

    Uni<User> find(UserId id) {
        return users.find(id).map(user -> user.orElseThrow(UserAdministration::unknown));
    }

    Uni<User> create(NewUserRequest request, Optional<IdempotencyKey> key, Administrator by) {
        return passwords
                .run(request::account)
                .flatMap(
                        user ->
                                newUsers.create(
                                        user,
                                        key,
                                        AuditEvents.within(UserEvents.created(by, user))));
    }

    Uni<User> change(UserId id, UserPatch patch, IfMatch read, Administrator by) {
        return patch.disables()
                ? users.disable(id, by.getName(), it -> change(it, patch, read, by))
                : users.change(id, it -> change(it, patch, read, by));
    }

    private static Change change(Standing before, UserPatch patch, IfMatch read, Administrator by) {
        read.check(before.user().version());
        User after = patch.of(before.user());
        AccountRules.checkChange(before, after, by.user());
        return new Change(after, UserEvents.changed(by, before.user(), after));
    }

    /** The password, which is shown to nobody else and never again. */
    Uni<String> resetPassword(UserId id, Administrator by) {
        String password = RandomText.ofBits(PASSWORD_BITS);
        return passwords
                .run(() -> PasswordHash.of(password).phc())
                .flatMap(
                        hash ->
                                users.resetPassword(
                                        id,
                                        hash,
                                        by.getName(),
                                        it -> on(it, "user.password_reset", by)))
                .replaceWith(password);
    }

    Uni<Void> endSessions(UserId id, Administrator by) {
        return users.endSessions(id, by.getName(), it -> on(it, "user.sessions_ended", by));
    }

    Uni<Void> erase(UserId id, IfMatch read, Administrator by) {
        return users.erase(
                id,
                by.getName(),
                it -> {
                    read.check(it.user().version());
                    AccountRules.checkErasure(it);
                    return on(it, "user.erased", by);
                });
    }

    Uni<String> export(UserId id, Administrator by) {
        return export.of(id)
                .map(document -> document.orElseThrow(UserAdministration::unknown))
                .call(
                        () ->
                                audit.write(
                                        by.did(
                                                "user.exported",
                                                Optional.of(id.toString()),
                                                Map.of())));
    }

    private static AuditEvent on(Standing standing, String action, Administrator by) {
        return by.did(action, Optional.of(standing.user().id().toString()), Map.of());
    }

    private static OAuthException unknown() {
        return new OAuthException(Refusal.UNKNOWN);
    }
}
