package dev.countersign.auth.admin.users;

import dev.countersign.store.audit.AuditEvent;
import dev.countersign.store.user.NewUser;
import dev.countersign.store.user.User;
import dev.countersign.web.administration.Administrator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The audit records of what is done to accounts. They name the person by the id: of addresses and
 * names they say that they were changed, and not to what.
 */
final class UserEvents {

    private UserEvents() {}

    static AuditEvent created(Administrator by, NewUser user) {
        return by.did(
                "user.created",
                Optional.of(user.id().toString()),
                Map.of("after", Map.of("roles", user.roles(), "enabled", true)));
    }

    static AuditEvent changed(Administrator by, User before, User after) {
        boolean disabled = before.enabled() && !after.enabled();
        return by.did(
                disabled ? "user.disabled" : "user.changed",
                Optional.of(before.id().toString()),
                Map.of(
                        "changed", changed(before, after),
                        "before", shown(before),
                        "after", shown(after)));
    }

    static AuditEvent searched(Administrator by, List<String> filters, int found) {
        return by.did(
                "users.searched", Optional.empty(), Map.of("filters", filters, "items", found));
    }

    private static Map<String, Object> shown(User user) {
        return Map.of(
                "roles", user.roles(),
                "enabled", user.enabled(),
                "email_verified", user.emailVerified());
    }

    private static List<String> changed(User before, User after) {
        List<String> changed = new ArrayList<>();
        add(changed, "email", before.email(), after.email());
        add(changed, "first_name", before.givenName(), after.givenName());
        add(changed, "last_name", before.familyName(), after.familyName());
        add(changed, "claims", before.claims(), after.claims());
        add(changed, "roles", before.roles(), after.roles());
        add(changed, "enabled", before.enabled(), after.enabled());
        return changed;
    }

    private static void add(List<String> changed, String field, Object before, Object after) {
        if (!Objects.equals(before, after)) {
            changed.add(field);
        }
    }
}
