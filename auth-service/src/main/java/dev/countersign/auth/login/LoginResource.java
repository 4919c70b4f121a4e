package dev.countersign.auth.login;

import dev.countersign.auth.authorize.PendingPage;
import dev.countersign.auth.authorize.PendingPage.Pending;
import dev.countersign.auth.browser.Browser;
import dev.countersign.auth.browser.Cookies;
import dev.countersign.auth.browser.FormTokens;
import dev.countersign.auth.login.Brake.Pressure;
import dev.countersign.auth.login.PasswordCheck.Verdict;
import dev.countersign.auth.login.PasswordCheck.Verdict.Right;
import dev.countersign.auth.login.PasswordCheck.Verdict.Wrong;
import dev.countersign.protocol.error.OAuthException;
import dev.countersign.protocol.error.Refusal;
import dev.countersign.protocol.request.Parameters;
import dev.countersign.store.person.People;
import dev.countersign.web.page.Pages;
import dev.countersign.web.refusal.RefusalLog;
import dev.countersign.web.request.FormParameters;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import jakarta.ws.rs.core.UriInfo;
import org.jboss.resteasy.reactive.server.Cancellable;

/** The sign-in page of a pending request. */
@Path("/login")
@Produces(MediaType.TEXT_HTML)
public final class LoginResource {

    private static final String FORM = "login";
    private static final int OK = 200;

    private final PendingPage pages;
    private final People people;
    private final PasswordCheck passwords;
    private final Brake brake;
    private final SlowLane slowLane;
    private final SigningIn signingIn;
    private final Cookies cookies;
    private final FormTokens tokens;

    LoginResource(
            PendingPage pages,
            People people,
            PasswordCheck passwords,
            Brake brake,
            SlowLane slowLane,
            SigningIn signingIn,
            Cookies cookies,
            FormTokens tokens) {
        this.pages = pages;
        this.people = people;
        this.passwords = passwords;
        this.brake = brake;
        this.slowLane = slowLane;
        this.signingIn = signingIn;
        this.cookies = cookies;
        this.tokens = tokens;
    }

    @GET
    public Uni<Response> form(@Context UriInfo uri, @Context HttpServerRequest request) {
        Parameters parameters = FormParameters.of(uri.getQueryParameters());
        Browser browser = cookies.read(request);
        String hint = parameters.get("login_hint").orElse("");
        return pages.find(parameters, browser)
                .map(pending -> page(OK, pending, browser, hint, "").build());
    }

    /** Goes on though the browser hangs up: a failure counts, whether its answer is read or not. */
    @POST
    @Cancellable(false)
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Uni<Response> signIn(
            MultivaluedMap<String, String> form, @Context HttpServerRequest request) {
        Parameters parameters = FormParameters.of(form).eachOnce();
        Browser browser = cookies.read(request);
        Credentials credentials = Credentials.of(parameters);
        return pages.find(parameters, browser)
                .invoke(it -> tokens.check(parameters.get("token"), FORM, browser, it.handle()))
                .flatMap(pending -> braked(pending, credentials, browser))
                .map(ResponseBuilder::build);
    }

    private Uni<ResponseBuilder> braked(Pending pending, Credentials credentials, Browser browser) {
        return brake.check(credentials, browser)
                .flatMap(
                        pressure ->
                                switch (pressure) {
                                    case FREE -> attempt(pending, credentials, browser);
                                    case SLOW ->
                                            slowLane.enter(
                                                    browser.address(),
                                                    () -> attempt(pending, credentials, browser));
                                    case STOPPED ->
                                            Uni.createFrom()
                                                    .failure(
                                                            new OAuthException(
                                                                    Refusal.TOO_MANY_FAILURES));
                                });
    }

    private Uni<ResponseBuilder> attempt(
            Pending pending, Credentials credentials, Browser browser) {
        return people.findByEmail(credentials.account())
                .flatMap(account -> passwords.check(account, credentials.password()))
                .flatMap(verdict -> judged(verdict, pending, credentials, browser));
    }

    /**
     * The brake is asked again: of guesses that began side by side, no more than of guesses one
     * after the other are told whether they were right.
     */
    private Uni<ResponseBuilder> judged(
            Verdict verdict, Pending pending, Credentials credentials, Browser browser) {
        return switch (verdict) {
            case Right right ->
                    brake.check(credentials, browser)
                            .invoke(LoginResource::refuseIfStopped)
                            .chain(() -> brake.succeeded(credentials, browser))
                            .chain(() -> signingIn.finish(pending, right.account(), browser));
            case Wrong wrong ->
                    brake.failed(credentials, browser)
                            .invoke(LoginResource::refuseIfStopped)
                            .map(before -> refused(wrong.refusal(), pending, credentials, browser));
        };
    }

    private static void refuseIfStopped(Pressure pressure) {
        if (pressure == Pressure.STOPPED) {
            throw new OAuthException(Refusal.TOO_MANY_FAILURES);
        }
    }

    /** The same page and status whatever was wrong. */
    private ResponseBuilder refused(
            Refusal refusal, Pending pending, Credentials credentials, Browser browser) {
        OAuthException refused = new OAuthException(refusal);
        RefusalLog.write(refused, "POST /login");
        return page(
                refused.code().status(),
                pending,
                browser,
                credentials.username(),
                refused.id().value());
    }

    private ResponseBuilder page(
            int status, Pending pending, Browser browser, String username, String errorId) {
        LoginPage page =
                new LoginPage(
                        pending.application().name(),
                        pending.handle().value(),
                        tokens.issue(FORM, browser, pending.handle()),
                        username,
                        errorId);
        return Pages.page(status, page, pending.redirectUri());
    }
}
