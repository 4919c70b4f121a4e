package dev.countersign.auth.admin.members;

import dev.countersign.protocol.ClientId;
import dev.countersign.protocol.UserId;
import dev.countersign.store.audit.AuditEvent;
import dev.countersign.web.administration.Administrator;
import java.util.Map;
import java.util.Optional;

/** The audit records of who came to belong to an application, and who does no more: by ids. */
final class MemberEvents {

    private MemberEvents() {}

    static AuditEvent userCreated(Administrator by, ClientId client, UserId user) {
        return by.did(
                "user.created",
                Optional.of(user.toString()),
                Map.of("application", client.value(), "after", Map.of("member", true)));
    }

    static AuditEvent added(Administrator by, ClientId client, UserId user) {
        return of(by, "membership.added", client, user);
    }

    static AuditEvent removed(Administrator by, ClientId client, UserId user) {
        return of(by, "membership.removed", client, user);
    }

    static AuditEvent managerAdded(Administrator by, ClientId client, UserId user) {
        return of(by, "manager.added", client, user);
    }

    static AuditEvent managerRemoved(Administrator by, ClientId client, UserId user) {
        return of(by, "manager.removed", client, user);
    }

    /** Of somebody who may have no account: then there is nobody to name. */
    static AuditEvent invited(Administrator by, ClientId client, Optional<UserId> user) {
        return by.did(
                "invitation.created",
                user.map(UserId::toString),
                Map.of("application", client.value()));
    }

    private static AuditEvent of(Administrator by, String action, ClientId client, UserId user) {
        return by.did(action, Optional.of(user.toString()), Map.of("application", client.value()));
    }
}
