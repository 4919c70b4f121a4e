package dev.countersign.revocation.administration;

import dev.countersign.protocol.ClientId;
import dev.countersign.protocol.UserId;
import dev.countersign.store.audit.AuditEvent;
import java.security.Principal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who calls: a person who was an administrator when the call came in, through an application.
 *
 * @param address the network address of the call
 */
public record Administrator(UserId user, ClientId client, Optional<String> address)
        implements Principal {

    /** The principal of a request that {@link AdministrationFilter} let in. */
    public static Administrator of(@Nullable Principal principal) {
        if (principal instanceof Administrator administrator) {
            return administrator;
        }
        throw new IllegalStateException("nobody was let in: the method names no scope");
    }

    /** The user's id: what a rule and an audit record say it was done by. */
    @Override
    public String getName() {
        return user.toString();
    }

    /** The record of an act; {@code detail} holds no secret. */
    public AuditEvent did(String action, Optional<String> target, Map<String, Object> detail) {
        Map<String, Object> all = new LinkedHashMap<>(detail);
        all.put("client_id", client.value());
        return new AuditEvent(getName(), action, target, all, address);
    }
}
