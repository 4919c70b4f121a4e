package dev.countersign.auth.login;

import static dev.countersign.auth.authorize.AuthorizationResponse.seeOther;

import dev.countersign.auth.authorize.PendingPage.Pending;
import dev.countersign.auth.browser.Browser;
import dev.countersign.auth.browser.Form;
import dev.countersign.auth.browser.FormTokens;
import dev.countersign.auth.password.PasswordHash;
import dev.countersign.auth.password.PasswordRules;
import dev.countersign.auth.password.PasswordThreads;
import dev.countersign.protocol.UserId;
import dev.countersign.protocol.error.OAuthException;
import dev.countersign.protocol.error.Refusal;
import dev.countersign.protocol.request.Parameters;
import dev.countersign.store.audit.AuditEvent;
import dev.countersign.store.audit.AuditEvents;
import dev.countersign.store.person.Account;
import dev.countersign.store.person.People;
import dev.countersign.store.person.PersonClaims;
import dev.countersign.store.revocation.Cause;
import dev.countersign.store.revocation.RevocationRules;
import dev.countersign.web.page.Pages;
import dev.countersign.web.refusal.RefusalLog;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The change of a password that was somebody else's choice, between the sign-in with it and the
 * sign-in with the new one. What rests on the former one falls.
 */
@Singleton
final class PasswordChange {

    /** The field of the form that no sign-in form has. */
    static final String ACCOUNT = "account";

    private static final String FORM = "change-password ";
    private static final int OK = 200;

    private final People people;
    private final PasswordThreads threads;
    private final RevocationRules rules;
    private final FormTokens tokens;

    PasswordChange(
            People people, PasswordThreads threads, RevocationRules rules, FormTokens tokens) {
        this.people = people;
        this.threads = threads;
        this.rules = rules;
        this.tokens = tokens;
    }

    /** For a person whose password has just proved right. */
    ResponseBuilder page(Pending pending, Account account, Browser browser) {
        return page(OK, pending, account, browser, "");
    }

    Uni<ResponseBuilder> make(Pending pending, Parameters form, Browser browser) {
        String sealed = form.required(ACCOUNT);
        tokens.check(form.get("token"), form(sealed, pending, browser));
        return people.find(UserId.parse(sealed.split(" ", 2)[0]))
                .map(found -> found.filter(it -> it.enabled() && sealed(it).equals(sealed)))
                .flatMap(
                        account ->
                                account.isPresent()
                                        ? replaced(pending, account.get(), form, browser)
                                        : Uni.createFrom().item(signIn(pending)));
    }

    private Uni<ResponseBuilder> replaced(
            Pending pending, Account account, Parameters form, Browser browser) {
        return threads.run(() -> hash(account, form))
                .flatMap(
                        hash ->
                                hash.isPresent()
                                        ? rules.record(
                                                        changed(account, hash.get(), browser),
                                                        account.id().toString())
                                                .map(rule -> signIn(pending))
                                        : Uni.createFrom()
                                                .item(() -> refused(pending, account, browser)));
    }

    /** Empty for one that is no password, not the same twice, or the one that is to be replaced. */
    private static Optional<PasswordHash> hash(Account account, Parameters form) {
        PersonClaims person = account.person();
        PasswordHash former = new PasswordHash(account.passwordHash());
        return form.get("new_password")
                .filter(it -> form.get("repeated_password").filter(it::equals).isPresent())
                .filter(
                        it ->
                                PasswordRules.wrong(
                                                it,
                                                person.email(),
                                                List.of(
                                                        person.givenName(),
                                                        person.familyName().orElse("")))
                                        .isEmpty())
                .filter(it -> !former.matches(it))
                .map(PasswordHash::of);
    }

    private static Cause changed(Account account, PasswordHash hash, Browser browser) {
        String id = account.id().toString();
        return Cause.passwordChanged(account.id(), hash.phc())
                .with(
                        AuditEvents.within(
                                new AuditEvent(
                                        id,
                                        "user.password_changed",
                                        Optional.of(id),
                                        Map.of(),
                                        Optional.of(browser.address()))));
    }

    private static ResponseBuilder signIn(Pending pending) {
        return seeOther(URI.create(pending.page("/login")));
    }

    private ResponseBuilder refused(Pending pending, Account account, Browser browser) {
        OAuthException refused = new OAuthException(Refusal.NEW_PASSWORD);
        RefusalLog.write(refused, "POST /login");
        return page(refused.code().status(), pending, account, browser, refused.id().value());
    }

    private ResponseBuilder page(
            int status, Pending pending, Account account, Browser browser, String errorId) {
        String sealed = sealed(account);
        ChangePasswordPage page =
                new ChangePasswordPage(
                        pending.application().name(),
                        pending.handle().value(),
                        tokens.issue(form(sealed, pending, browser)),
                        sealed,
                        errorId);
        return Pages.page(status, page);
    }

    private static Form form(String sealed, Pending pending, Browser browser) {
        return Form.of(FORM + sealed, browser, pending.handle());
    }

    /** With the version: a form is good for one change. */
    private static String sealed(Account account) {
        return account.id() + " " + account.passwordVersion();
    }
}
