package dev.countersign.auth.login;

import dev.countersign.auth.authorize.PendingPage;
import dev.countersign.auth.authorize.PendingPage.Pending;
import dev.countersign.auth.browser.Browser;
import dev.countersign.auth.browser.Cookies;
import dev.countersign.auth.dialect.DialectRequests;
import dev.countersign.auth.login.PasswordCheck.Verdict.Right;
import dev.countersign.auth.login.PasswordCheck.Verdict.Wrong;
import dev.countersign.protocol.request.Parameters;
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

/** The sign-in page of a pending request of either family. */
@Path("/login")
@Produces(MediaType.TEXT_HTML)
public final class LoginResource {

    private final PendingPage pages;
    private final PasswordAttempts attempts;
    private final PasswordChange passwordChange;
    private final AccountChoice accounts;
    private final SignInPages signInPages;
    private final DialectRequests dialect;
    private final SigningIn signingIn;
    private final Cookies cookies;

    LoginResource(
            PendingPage pages,
            PasswordAttempts attempts,
            PasswordChange passwordChange,
            AccountChoice accounts,
            SignInPages signInPages,
            DialectRequests dialect,
            SigningIn signingIn,
            Cookies cookies) {
        this.pages = pages;
        this.attempts = attempts;
        this.passwordChange = passwordChange;
        this.accounts = accounts;
        this.signInPages = signInPages;
        this.dialect = dialect;
        this.signingIn = signingIn;
        this.cookies = cookies;
    }

    @GET
    public Uni<Response> form(@Context UriInfo uri, @Context HttpServerRequest request) {
        Parameters parameters = FormParameters.of(uri.getQueryParameters());
        Browser browser = cookies.read(request);
        if (parameters.get("clientId").isPresent()) {
            return ofDialect(parameters.eachOnce(), browser);
        }
        return pages.find(parameters, browser)
                .flatMap(pending -> signInPages.page(pending, parameters, browser))
                .map(ResponseBuilder::build);
    }

    /** Contract, section 6: the form begins here, without an authorization endpoint before it. */
    private Uni<Response> ofDialect(Parameters parameters, Browser browser) {
        return dialect.check(parameters, browser)
                .flatMap(asked -> pages.open(asked.request(), asked.application()))
                .map(pending -> signInPages.form(pending, browser))
                .map(page -> browser.isNew() ? page.cookie(cookies.browser(browser)) : page)
                .map(ResponseBuilder::build);
    }

    /** Goes on though the browser hangs up: a failure counts, whether its answer is read or not. */
    @POST
    @Cancellable(false)
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Uni<Response> signIn(
            MultivaluedMap<String, String> form, @Context HttpServerRequest request) {
        Parameters parameters = FormParameters.of(form).eachOnce();
        Browser browser = cookies.read(request);
        if (parameters.get(PasswordChange.ACCOUNT).isPresent()) {
            return pages.find(parameters, browser)
                    .flatMap(pending -> passwordChange.make(pending, parameters, browser))
                    .map(ResponseBuilder::build);
        }
        if (parameters.get(AccountChoice.TOKEN).isPresent()) {
            return pages.find(parameters, browser)
                    .flatMap(pending -> accounts.goOn(pending, parameters, browser))
                    .map(ResponseBuilder::build);
        }
        Credentials credentials = Credentials.of(parameters);
        return pages.find(parameters, browser)
                .invoke(it -> signInPages.check(parameters.get("token"), it, browser))
                .flatMap(pending -> attempt(pending, credentials, browser))
                .map(ResponseBuilder::build);
    }

    private Uni<ResponseBuilder> attempt(
            Pending pending, Credentials credentials, Browser browser) {
        return attempts.make(credentials, browser)
                .flatMap(
                        verdict ->
                                switch (verdict) {
                                    case Right(var account) ->
                                            signingIn.finish(pending, account, browser);
                                    case Wrong(var refusal) ->
                                            signInPages.refused(
                                                    refusal, pending, credentials, browser);
                                });
    }
}
