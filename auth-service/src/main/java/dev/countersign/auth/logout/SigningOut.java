package dev.countersign.auth.logout;

import static dev.countersign.auth.authorize.AuthorizationResponse.seeOther;
import static dev.countersign.auth.authorize.AuthorizationResponse.withQuery;

import dev.countersign.auth.browser.Browser;
import dev.countersign.auth.browser.Cookies;
import dev.countersign.auth.logout.Return.To;
import dev.countersign.auth.logout.Return.ToUs;
import dev.countersign.auth.logout.Return.Unregistered;
import dev.countersign.protocol.error.OAuthException;
import dev.countersign.protocol.error.Refusal;
import dev.countersign.store.audit.AuditEvent;
import dev.countersign.store.audit.AuditEvents;
import dev.countersign.store.revocation.Cause;
import dev.countersign.store.revocation.RevocationRules;
import dev.countersign.store.session.SessionCookie;
import dev.countersign.store.session.SessionCookies;
import dev.countersign.store.session.Sessions;
import dev.countersign.store.session.SignedIn;
import dev.countersign.store.session.SsoSession;
import dev.countersign.web.page.Pages;
import dev.countersign.web.refusal.RefusalLog;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Ends sessions of the browser and what rests on them, and then sends the browser on its way. */
@Singleton
final class SigningOut {

    private static final int OK = 200;

    private final RevocationRules rules;
    private final Sessions sessions;
    private final Cookies cookies;

    SigningOut(RevocationRules rules, Sessions sessions, Cookies cookies) {
        this.rules = rules;
        this.sessions = sessions;
        this.cookies = cookies;
    }

    /**
     * The rules come first: from then on a session is good for nothing, whoever has its cookie. Of
     * one that has ended by itself there is nothing to take back.
     */
    Uni<ResponseBuilder> signOut(LogoutRequest request, Leaving leaving, Browser browser) {
        SessionCookies staying = browser.sessions().keeping(cookies(leaving.staying()));
        return Multi.createFrom()
                .iterable(leaving.ending())
                .onItem()
                .transformToUniAndConcatenate(it -> rule(request, it.session(), browser))
                .collect()
                .last()
                .chain(() -> sessions.end(cookies(leaving.ending())))
                .map(
                        done ->
                                answer(request.returning())
                                        .cookie(cookies.sessions(browser, staying)));
    }

    private static List<SessionCookie> cookies(List<SignedIn> accounts) {
        return accounts.stream().map(SignedIn::cookie).toList();
    }

    private Uni<Void> rule(LogoutRequest request, SsoSession session, Browser browser) {
        Cause cause =
                Cause.signedOut(session, request.asking())
                        .with(AuditEvents.within(event(request, session, browser)));
        return rules.record(cause, session.user().toString()).replaceWithVoid();
    }

    private static AuditEvent event(LogoutRequest request, SsoSession session, Browser browser) {
        Map<String, Object> detail = new HashMap<>();
        request.asking().ifPresent(client -> detail.put("client_id", client.value()));
        return new AuditEvent(
                session.user().toString(),
                "session.signed_out",
                Optional.of(session.sid().value()),
                detail,
                Optional.of(browser.address()));
    }

    private static ResponseBuilder answer(Return returning) {
        return switch (returning) {
            case To(var uri, var state) ->
                    seeOther(
                            URI.create(
                                    withQuery(
                                            uri.uri().value(),
                                            state.map(it -> Map.of("state", it))
                                                    .orElse(Map.of()))));
            case ToUs() -> seeOther(URI.create("/signed-out"));
            case Unregistered() -> unregistered();
        };
    }

    /** A page, whoever asked: to be sent anywhere, an address must be registered (§3). */
    private static ResponseBuilder unregistered() {
        OAuthException refused = new OAuthException(Refusal.POST_LOGOUT_URI_FOREIGN);
        RefusalLog.write(refused, "the return from a logout");
        return Pages.page(OK, new LoggedOutPage(refused.id().value()));
    }
}
