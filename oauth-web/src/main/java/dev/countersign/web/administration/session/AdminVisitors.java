package dev.countersign.web.administration.session;

import dev.countersign.clients.AdminApi;
import dev.countersign.clients.AdminPages;
import dev.countersign.protocol.Issuer;
import dev.countersign.store.audit.AuditEvent;
import dev.countersign.store.audit.AuditEvents;
import dev.countersign.store.grant.Access;
import dev.countersign.store.grant.Grants;
import dev.countersign.store.grant.Rights;
import dev.countersign.store.revocation.RevocationRules;
import dev.countersign.store.session.AdminSession;
import dev.countersign.store.session.AdminSessions;
import dev.countersign.store.session.SessionCookie;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;

/**
 * Who looks at a page, by the cookie of the admin session. What the session rests on, the roles,
 * and the scopes of the pages are read at each use, in one statement, as they are for a token.
 */
@Singleton
public final class AdminVisitors {

    private static final String SIGNED_OUT = "signed out of administration";

    private final AdminCookies cookies;
    private final AdminSessions sessions;
    private final Grants grants;
    private final RevocationRules rules;
    private final AuditEvents audit;
    private final Issuer issuer;

    AdminVisitors(
            AdminCookies cookies,
            AdminSessions sessions,
            Grants grants,
            RevocationRules rules,
            AuditEvents audit,
            Issuer issuer) {
        this.cookies = cookies;
        this.sessions = sessions;
        this.grants = grants;
        this.rules = rules;
        this.audit = audit;
        this.issuer = issuer;
    }

    /** A session that has not ended, and the cookie by which it was found. */
    private record Found(SessionCookie cookie, AdminSession session) {}

    /** Empty if there is no session, or none that still counts. */
    public Uni<Optional<AdminVisitor>> find(HttpServerRequest request) {
        return found(request)
                .flatMap(
                        found ->
                                found.map(it -> visitor(it, request))
                                        .orElseGet(AdminVisitors::none));
    }

    /** Begins a session, in place of the one that the browser came with. */
    Uni<SessionCookie> begin(AdminSession session, HttpServerRequest request) {
        return endFormer(request)
                .chain(() -> sessions.create(session))
                .call(
                        () ->
                                audit.write(
                                        event(
                                                "administration.signed_in",
                                                session,
                                                address(request))));
    }

    private Uni<Void> endFormer(HttpServerRequest request) {
        return found(request)
                .flatMap(
                        found ->
                                found.map(it -> end(it.cookie(), it.session(), address(request)))
                                        .orElseGet(() -> Uni.createFrom().voidItem()));
    }

    /** Ends the session, and its grant before that. */
    public Uni<Void> end(AdminVisitor visitor) {
        return end(visitor.cookie(), visitor.session(), visitor.address());
    }

    private Uni<Void> end(SessionCookie cookie, AdminSession session, Optional<String> address) {
        return rules.revokeGrant(session.grant(), SIGNED_OUT, session.user().toString())
                .chain(() -> sessions.end(cookie))
                .call(() -> audit.write(event("administration.signed_out", session, address)));
    }

    private Uni<Optional<Found>> found(HttpServerRequest request) {
        return cookies.session(request)
                .map(
                        cookie ->
                                sessions.find(cookie)
                                        .map(found -> found.map(it -> new Found(cookie, it))))
                .orElseGet(AdminVisitors::none);
    }

    private static AuditEvent event(String action, AdminSession session, Optional<String> address) {
        return new AuditEvent(
                session.user().toString(),
                action,
                Optional.of(session.grant().toString()),
                Map.of("client_id", AdminPages.CLIENT.value()),
                address);
    }

    private static Optional<String> address(HttpServerRequest request) {
        return Optional.ofNullable(request.remoteAddress()).map(SocketAddress::hostAddress);
    }

    private Uni<Optional<AdminVisitor>> visitor(Found found, HttpServerRequest request) {
        Access access = Access.of(found.session(), AdminPages.CLIENT, AdminApi.audiences(issuer));
        return grants.rights(access, Optional.empty())
                .map(rights -> rights.map(it -> visitor(found, it, address(request))));
    }

    private static AdminVisitor visitor(Found found, Rights rights, Optional<String> address) {
        return new AdminVisitor(
                found.cookie(), found.session(), rights.person().orElseThrow(), rights, address);
    }

    private static <T> Uni<Optional<T>> none() {
        return Uni.createFrom().item(Optional.empty());
    }
}
