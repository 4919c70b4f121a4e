package dev.countersign.auth.login;

import dev.countersign.auth.authorize.Authorizing;
import dev.countersign.auth.authorize.PendingPage;
import dev.countersign.auth.authorize.PendingPage.Pending;
import dev.countersign.auth.browser.Browser;
import dev.countersign.auth.browser.Cookies;
import dev.countersign.auth.browser.Form;
import dev.countersign.auth.browser.FormTokens;
import dev.countersign.protocol.Family;
import dev.countersign.protocol.UserId;
import dev.countersign.protocol.error.Refusal;
import dev.countersign.protocol.request.Parameters;
import dev.countersign.store.person.People;
import dev.countersign.store.person.PersonClaims;
import dev.countersign.store.session.SessionCookie;
import dev.countersign.store.session.SessionCookies;
import dev.countersign.store.session.Sessions;
import dev.countersign.store.session.SignedIn;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The accounts of the browser, for the person to choose the one that a request goes on with. */
@Singleton
final class AccountChoice {

    /** The field of the form that no sign-in form has. */
    static final String TOKEN = "account_token";

    private static final String CHOSEN = "chosen";
    private static final String FORM = "account ";

    private final Sessions sessions;
    private final People people;
    private final PendingPage pages;
    private final Authorizing authorizing;
    private final FormTokens tokens;
    private final Cookies cookies;

    AccountChoice(
            Sessions sessions,
            People people,
            PendingPage pages,
            Authorizing authorizing,
            FormTokens tokens,
            Cookies cookies) {
        this.sessions = sessions;
        this.people = people;
        this.pages = pages;
        this.authorizing = authorizing;
        this.tokens = tokens;
        this.cookies = cookies;
    }

    /** An account and the token of its button. */
    record Offer(String id, String name, String email, String token) {}

    /**
     * Those that the application lets in and that the request may be answered for, the current one
     * first. Whether a session is still good enough is found out when it is chosen. The dialect's
     * page signs in and knows no session (contract, section 6).
     */
    Uni<List<Offer>> offers(Pending pending, Browser browser) {
        return pending.request().family() == Family.DIALECT
                ? Uni.createFrom().item(List.of())
                : sessions.all(browser.sessions())
                        .map(all -> all.stream().filter(it -> mayBe(it, pending)).toList())
                        .flatMap(accounts -> offers(accounts, pending, browser));
    }

    private static boolean mayBe(SignedIn account, Pending pending) {
        return pending.request().isFor(account.user());
    }

    private Uni<List<Offer>> offers(List<SignedIn> accounts, Pending pending, Browser browser) {
        Set<UserId> seen = new HashSet<>();
        List<UserId> ids = accounts.stream().map(SignedIn::user).toList();
        return people.letIn(ids, pending.request().client())
                .map(
                        letIn ->
                                accounts.stream()
                                        // twice where a replica of the time before signed in
                                        .filter(it -> seen.add(it.user()))
                                        .flatMap(
                                                it ->
                                                        Optional.ofNullable(letIn.get(it.user()))
                                                                .map(
                                                                        person ->
                                                                                offer(
                                                                                        it, person,
                                                                                        pending,
                                                                                        browser))
                                                                .stream())
                                        .toList());
    }

    private Offer offer(SignedIn account, PersonClaims person, Pending pending, Browser browser) {
        Form form = form(account.user(), pending, browser).by(account.cookie());
        return new Offer(
                account.user().toString(), person.name(), person.email(), tokens.issue(form));
    }

    private static Form form(UserId account, Pending pending, Browser browser) {
        return Form.of(FORM + account, browser, pending.handle());
    }

    /**
     * The chosen account is the browser's current one from now on. What its session is worth is
     * decided anew: where it has ended, or is too old, the person signs in.
     */
    Uni<ResponseBuilder> goOn(Pending pending, Parameters form, Browser browser) {
        UserId account = form.required(CHOSEN, UserId::parse, Refusal.PARAMETER_MALFORMED);
        SessionCookie chosen = tokens.session(form.get(TOKEN), form(account, pending, browser));
        return pages.close(pending)
                .flatMap(taken -> authorizing.goOn(taken, account, browser))
                .flatMap(
                        answer ->
                                now(chosen, browser)
                                        .map(it -> answer.cookie(cookies.sessions(browser, it))));
    }

    private Uni<SessionCookies> now(SessionCookie chosen, Browser browser) {
        return sessions.all(browser.sessions())
                .map(living -> living.stream().map(SignedIn::cookie).toList())
                .map(
                        living -> {
                            SessionCookies kept = browser.sessions().keeping(living);
                            return living.contains(chosen) ? kept.choosing(chosen) : kept;
                        });
    }
}
