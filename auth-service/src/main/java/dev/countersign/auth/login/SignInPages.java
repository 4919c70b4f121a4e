package dev.countersign.auth.login;

import dev.countersign.auth.authorize.PendingPage.Pending;
import dev.countersign.auth.browser.Browser;
import dev.countersign.auth.browser.Form;
import dev.countersign.auth.browser.FormTokens;
import dev.countersign.auth.login.AccountChoice.Offer;
import dev.countersign.protocol.error.OAuthException;
import dev.countersign.protocol.error.Refusal;
import dev.countersign.protocol.request.Parameters;
import dev.countersign.store.person.Account;
import dev.countersign.store.person.People;
import dev.countersign.web.page.Pages;
import dev.countersign.web.refusal.RefusalLog;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import java.util.List;
import java.util.Optional;

/** Shows the form of a sign-in, or the accounts to choose from where that is asked for. */
@Singleton
final class SignInPages {

    private static final String FORM = "login";
    private static final int OK = 200;

    private final AccountChoice accounts;
    private final People people;
    private final FormTokens tokens;

    SignInPages(AccountChoice accounts, People people, FormTokens tokens) {
        this.accounts = accounts;
        this.people = people;
        this.tokens = tokens;
    }

    /** {@code account} in the query leads from one of the two pages to the other. */
    Uni<ResponseBuilder> page(Pending pending, Parameters query, Browser browser) {
        Optional<String> wish = query.get("account");
        boolean choosing = wish.map("choose"::equals).orElse(pending.asksForAnAccount());
        return accounts.offers(pending, browser)
                .flatMap(
                        offers ->
                                choosing && !offers.isEmpty()
                                        ? Uni.createFrom().item(choice(pending, offers))
                                        : username(pending, query)
                                                .map(
                                                        it ->
                                                                form(
                                                                        OK, pending, browser, it,
                                                                        "", offers)));
    }

    /** Of a request without accounts to choose from. */
    ResponseBuilder form(Pending pending, Browser browser) {
        return form(OK, pending, browser, "", "", List.of());
    }

    /** The same page and status whatever was wrong. */
    Uni<ResponseBuilder> refused(
            Refusal refusal, Pending pending, Credentials credentials, Browser browser) {
        OAuthException refused = new OAuthException(refusal);
        RefusalLog.write(refused, "POST /login");
        return accounts.offers(pending, browser)
                .map(
                        offers ->
                                form(
                                        refused.code().status(),
                                        pending,
                                        browser,
                                        credentials.username(),
                                        refused.id().value(),
                                        offers));
    }

    void check(Optional<String> token, Pending pending, Browser browser) {
        tokens.check(token, token(pending, browser));
    }

    private static Form token(Pending pending, Browser browser) {
        return Form.of(FORM, browser, pending.handle());
    }

    /**
     * What the application said, or the address of the account that was chosen and whose session
     * turned out not to be enough. Nobody's address is shown because an ID token names them.
     */
    private Uni<String> username(Pending pending, Parameters query) {
        Optional<String> hint = query.get("login_hint");
        return hint.isPresent() || query.get("account").isPresent()
                ? Uni.createFrom().item(hint.orElse(""))
                : pending.request()
                        .account()
                        .map(people::find)
                        .orElseGet(() -> Uni.createFrom().item(Optional.<Account>empty()))
                        .map(found -> found.map(it -> it.person().email()).orElse(""));
    }

    private static ResponseBuilder choice(Pending pending, List<Offer> offers) {
        AccountPage page =
                new AccountPage(pending.application().name(), pending.handle().value(), offers);
        return Pages.page(OK, page, pending.redirectUri());
    }

    private ResponseBuilder form(
            int status,
            Pending pending,
            Browser browser,
            String username,
            String errorId,
            List<Offer> offers) {
        LoginPage page =
                new LoginPage(
                        pending.application().name(),
                        pending.handle().value(),
                        tokens.issue(token(pending, browser)),
                        username,
                        errorId,
                        !offers.isEmpty());
        return Pages.page(status, page, pending.redirectUri());
    }
}
