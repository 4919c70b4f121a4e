package dev.countersign.auth.consent;

import dev.countersign.auth.authorize.PendingPage;
import dev.countersign.auth.authorize.PendingPage.Pending;
import dev.countersign.auth.authorize.SignInNeeded;
import dev.countersign.auth.browser.Browser;
import dev.countersign.auth.browser.Cookies;
import dev.countersign.auth.browser.Form;
import dev.countersign.auth.browser.FormTokens;
import dev.countersign.protocol.error.OAuthException;
import dev.countersign.protocol.error.Refusal;
import dev.countersign.protocol.request.Parameters;
import dev.countersign.store.person.Account;
import dev.countersign.store.person.People;
import dev.countersign.store.session.SessionCookie;
import dev.countersign.store.session.Sessions;
import dev.countersign.store.session.SignedIn;
import dev.countersign.web.page.Pages;
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
import java.time.InstantSource;
import org.jboss.resteasy.reactive.server.Cancellable;

/** The consent page of a pending request, for a person who has signed in. */
@Path("/consent")
@Produces(MediaType.TEXT_HTML)
public final class ConsentResource {

    private static final String FORM = "consent";
    private static final int OK = 200;

    private final PendingPage pages;
    private final Sessions sessions;
    private final People people;
    private final Consenting consenting;
    private final Cookies cookies;
    private final FormTokens tokens;
    private final InstantSource clock;

    ConsentResource(
            PendingPage pages,
            Sessions sessions,
            People people,
            Consenting consenting,
            Cookies cookies,
            FormTokens tokens,
            InstantSource clock) {
        this.pages = pages;
        this.sessions = sessions;
        this.people = people;
        this.consenting = consenting;
        this.cookies = cookies;
        this.tokens = tokens;
        this.clock = clock;
    }

    @GET
    public Uni<Response> form(@Context UriInfo uri, @Context HttpServerRequest request) {
        Browser browser = cookies.read(request);
        return pages.find(FormParameters.of(uri.getQueryParameters()), browser)
                .flatMap(
                        pending ->
                                sessions.find(pending.request().person(), browser.sessions())
                                        .map(found -> found.filter(it -> isEnough(it, pending)))
                                        .flatMap(
                                                session ->
                                                        session.isPresent()
                                                                ? page(
                                                                        pending,
                                                                        session.get(),
                                                                        browser)
                                                                : Consenting.signInAgain(pending)))
                .map(ResponseBuilder::build);
    }

    @POST
    @Cancellable(false)
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Uni<Response> answer(
            MultivaluedMap<String, String> form, @Context HttpServerRequest request) {
        Parameters parameters = FormParameters.of(form).eachOnce();
        Browser browser = cookies.read(request);
        return pages.find(parameters, browser)
                .flatMap(
                        pending ->
                                answer(
                                        parameters.required("answer"),
                                        session(parameters, browser, pending),
                                        pending,
                                        browser))
                .map(ResponseBuilder::build);
    }

    /** The one that was asked, whichever is the current one by now. */
    private SessionCookie session(Parameters parameters, Browser browser, Pending pending) {
        return tokens.session(parameters.get("token"), form(pending, browser));
    }

    private static Form form(Pending pending, Browser browser) {
        return Form.of(FORM, browser, pending.handle());
    }

    private Uni<ResponseBuilder> answer(
            String answer, SessionCookie asked, Pending pending, Browser browser) {
        return switch (answer) {
            case "deny" -> consenting.deny(pending);
            case "allow" ->
                    sessions.find(asked)
                            .map(found -> found.filter(it -> isEnough(it, pending)))
                            .flatMap(
                                    session ->
                                            session.isPresent()
                                                    ? consenting.allow(
                                                            pending,
                                                            session.get().session(),
                                                            browser)
                                                    : Consenting.signInAgain(pending));
            default -> throw new OAuthException(Refusal.PARAMETER_MALFORMED, "answer");
        };
    }

    /** This page does not get around a sign-in. */
    private boolean isEnough(SignedIn account, Pending pending) {
        return !SignInNeeded.decide(
                pending.request(),
                pending.application().lifetimes(),
                account.session(),
                clock.instant());
    }

    private Uni<ResponseBuilder> page(Pending pending, SignedIn asked, Browser browser) {
        return people.find(asked.user())
                .flatMap(
                        account ->
                                account.isPresent()
                                        ? Uni.createFrom()
                                                .item(page(pending, asked, account.get(), browser))
                                        : Consenting.signInAgain(pending));
    }

    private ResponseBuilder page(
            Pending pending, SignedIn asked, Account account, Browser browser) {
        ConsentPage page =
                new ConsentPage(
                        pending.application().name(),
                        account.person().email(),
                        pending.redirectUri().uri().site().orElse(""),
                        Permission.of(pending.request().permissions(), pending.application()),
                        pending.handle().value(),
                        tokens.issue(form(pending, browser).by(asked.cookie())));
        return Pages.page(OK, page, pending.redirectUri());
    }
}
