package dev.countersign.auth.logout;

import dev.countersign.auth.authorize.PostedRequest;
import dev.countersign.auth.browser.Browser;
import dev.countersign.auth.browser.Cookies;
import dev.countersign.auth.browser.Form;
import dev.countersign.auth.browser.FormTokens;
import dev.countersign.auth.browser.SignedInPeople;
import dev.countersign.auth.logout.Return.To;
import dev.countersign.auth.pages.HiddenField;
import dev.countersign.clients.Application;
import dev.countersign.protocol.error.OAuthException;
import dev.countersign.protocol.error.Refusal;
import dev.countersign.protocol.request.Parameters;
import dev.countersign.store.session.Sessions;
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
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.Cancellable;

/** The logout endpoint, OpenID Connect RP-Initiated Logout 1.0 §2: by GET and by POST. */
@Path(LogoutResource.PATH)
@Produces(MediaType.TEXT_HTML)
public final class LogoutResource {

    static final String PATH = "/oauth2/logout";

    private static final String FORM = "logout";
    private static final String CONFIRMATION = "confirmation";
    private static final int OK = 200;

    private final LogoutRequests requests;
    private final SigningOut signingOut;
    private final Sessions sessions;
    private final SignedInPeople people;
    private final Cookies cookies;
    private final FormTokens tokens;

    LogoutResource(
            LogoutRequests requests,
            SigningOut signingOut,
            Sessions sessions,
            SignedInPeople people,
            Cookies cookies,
            FormTokens tokens) {
        this.requests = requests;
        this.signingOut = signingOut;
        this.sessions = sessions;
        this.people = people;
        this.cookies = cookies;
        this.tokens = tokens;
    }

    @GET
    @Cancellable(false)
    public Uni<Response> logout(@Context UriInfo uri, @Context HttpServerRequest request) {
        Parameters parameters = FormParameters.of(uri.getQueryParameters()).eachOnce();
        Browser browser = cookies.read(request);
        return requests.read(parameters)
                .flatMap(asked -> answer(asked, parameters, browser))
                .map(ResponseBuilder::build);
    }

    private Uni<ResponseBuilder> answer(
            LogoutRequest asked, Parameters parameters, Browser browser) {
        return sessions.all(browser.sessions())
                .flatMap(
                        accounts -> {
                            Leaving atOnce = Leaving.atOnce(asked, accounts);
                            return atOnce.isOfNobody()
                                    ? ask(
                                            asked,
                                            Leaving.onceConfirmed(asked, accounts),
                                            parameters,
                                            browser)
                                    : signingOut.signOut(asked, atOnce, browser);
                        });
    }

    /** A request of an application, or the person's answer on our page. */
    @POST
    @Cancellable(false)
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Uni<Response> logout(
            MultivaluedMap<String, String> form, @Context HttpServerRequest request) {
        Parameters parameters = FormParameters.of(form).eachOnce();
        Optional<String> confirmation = parameters.get(CONFIRMATION);
        if (confirmation.isEmpty()) {
            return Uni.createFrom()
                    .item(
                            PostedRequest.asGet(
                                            PATH,
                                            LogoutRequests.parameters(parameters),
                                            Refusal.BODY_TOO_LARGE)
                                    .build());
        }
        Browser browser = cookies.read(request);
        tokens.check(confirmation, form(browser));
        return answer(parameters, browser).map(ResponseBuilder::build);
    }

    private Uni<ResponseBuilder> answer(Parameters parameters, Browser browser) {
        String answer = parameters.required("answer");
        return switch (answer) {
            case "stay" -> Uni.createFrom().item(Pages.page(OK, new StillSignedInPage()));
            case "sign-out" ->
                    requests.read(parameters).flatMap(asked -> confirmed(asked, browser));
            default -> throw new OAuthException(Refusal.PARAMETER_MALFORMED, "answer");
        };
    }

    private Uni<ResponseBuilder> confirmed(LogoutRequest asked, Browser browser) {
        return sessions.all(browser.sessions())
                .map(accounts -> Leaving.onceConfirmed(asked, accounts))
                .flatMap(leaving -> signingOut.signOut(asked, leaving, browser));
    }

    private Uni<ResponseBuilder> ask(
            LogoutRequest asked, Leaving leaving, Parameters parameters, Browser browser) {
        return people.addresses(leaving.ending())
                .flatMap(
                        ending ->
                                people.addresses(leaving.staying())
                                        .map(
                                                staying ->
                                                        page(
                                                                asked,
                                                                ending,
                                                                staying,
                                                                parameters,
                                                                browser)))
                .map(page -> browser.isNew() ? page.cookie(cookies.browser(browser)) : page);
    }

    private ResponseBuilder page(
            LogoutRequest asked,
            List<String> ending,
            List<String> staying,
            Parameters parameters,
            Browser browser) {
        LogoutPage page =
                new LogoutPage(
                        ending,
                        staying,
                        asked.application().map(Application::name).orElse(""),
                        asked.returning() instanceof To,
                        asked.returning() instanceof To(var uri, var ignored)
                                ? uri.uri().site().orElse("")
                                : "",
                        HiddenField.of(LogoutRequests.parameters(parameters)),
                        tokens.issue(form(browser)));
        return asked.returning() instanceof To(var uri, var ignored)
                ? Pages.page(OK, page, uri)
                : Pages.page(OK, page);
    }

    /** Of these sessions only: where one has come or gone the person is asked again. */
    private static Form form(Browser browser) {
        return Form.of(FORM, browser).by(browser.sessions());
    }
}
