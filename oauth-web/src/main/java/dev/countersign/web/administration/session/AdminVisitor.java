package dev.countersign.web.administration.session;

import dev.countersign.clients.AdminPages;
import dev.countersign.protocol.Scope;
import dev.countersign.protocol.Scopes;
import dev.countersign.store.grant.Rights;
import dev.countersign.store.person.PersonClaims;
import dev.countersign.store.session.AdminSession;
import dev.countersign.store.session.SessionCookie;
import dev.countersign.web.administration.Administrator;
import dev.countersign.web.administration.Role;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Whoever looks at a page of administration, as they are at this moment: maybe somebody without any
 * role.
 *
 * @param address the network address of the request
 */
public record AdminVisitor(
        SessionCookie cookie,
        AdminSession session,
        PersonClaims person,
        Rights rights,
        Optional<String> address) {

    /** The highest role that the person has; empty if there is none. */
    public Optional<Role> role() {
        return Role.highest(rights);
    }

    /** What the session allows, and the pages are registered for by now. */
    public Scopes scopes() {
        Set<Scope> allowed = new LinkedHashSet<>(session.scopes().values());
        allowed.retainAll(rights.registered().values());
        return new Scopes(allowed);
    }

    /** The same as who acts in administration; empty for who may not. */
    public Optional<Administrator> administrator() {
        return role().map(this::as);
    }

    private Administrator as(Role role) {
        return new Administrator(
                Optional.of(session.user()), AdminPages.CLIENT, role, scopes(), address);
    }

    @Override
    public String toString() {
        return session.user().toString();
    }
}
