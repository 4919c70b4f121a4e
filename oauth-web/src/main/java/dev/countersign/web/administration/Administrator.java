package dev.countersign.web.administration;

import dev.countersign.protocol.ClientId;
import dev.countersign.protocol.Scope;
import dev.countersign.protocol.Scopes;
import dev.countersign.protocol.UserId;
import dev.countersign.protocol.error.OAuthException;
import dev.countersign.protocol.error.Refusal;
import dev.countersign.store.audit.AuditEvent;
import java.security.Principal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who calls: a person through an application, or an application that acts for itself; and as what,
 * when the call came in.
 *
 * @param user empty where the application itself acts
 * @param scopes what the token allows, and the application is registered for
 * @param address the network address of the call
 */
public record Administrator(
        Optional<UserId> user, ClientId client, Role role, Scopes scopes, Optional<String> address)
        implements Principal {

    /** The principal of a request that {@link AdministrationFilter} let in. */
    public static Administrator of(@Nullable Principal principal) {
        if (principal instanceof Administrator administrator) {
            return administrator;
        }
        throw new IllegalStateException("nobody was let in: the method names no scope");
    }

    /** Whether it may do what a manager of an application may not. */
    public boolean isAdministrator() {
        return role == Role.ADMINISTRATOR;
    }

    /**
     * For what a method does besides that for which it was entered.
     *
     * @throws OAuthException {@code TOKEN_SCOPE}
     */
    public void requireScope(String scope) {
        if (!scopes.contains(new Scope(scope))) {
            throw new OAuthException(Refusal.TOKEN_SCOPE, scope);
        }
    }

    /** The person, if it sees nothing but the applications that the person manages. */
    public Optional<UserId> onlyManager() {
        return role == Role.MANAGER ? user : Optional.empty();
    }

    /** The user's id, or the client's: what a rule and an audit record say it was done by. */
    @Override
    public String getName() {
        return user.map(UserId::toString).orElse(client.value());
    }

    /** The record of an act; {@code detail} holds no secret. */
    public AuditEvent did(String action, Optional<String> target, Map<String, Object> detail) {
        Map<String, Object> all = new LinkedHashMap<>(detail);
        all.put("client_id", client.value());
        return new AuditEvent(getName(), action, target, all, address);
    }
}
