package dev.countersign.auth.authorize;

import dev.countersign.auth.authorize.TrustedClient.Trusted;
import dev.countersign.auth.browser.Browser;
import dev.countersign.auth.browser.Cookies;
import dev.countersign.clients.Application;
import dev.countersign.protocol.Issuer;
import dev.countersign.protocol.ResponseMode;
import dev.countersign.protocol.error.ErrorCode;
import dev.countersign.protocol.error.OAuthException;
import dev.countersign.protocol.error.Refusal;
import dev.countersign.protocol.request.Parameters;
import dev.countersign.store.request.PendingRequest;
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
import java.util.Optional;

/** The authorization endpoint, RFC 6749 §3.1: by GET, and by POST for what is long. */
@Path("/oauth2/authorize")
@Produces(MediaType.TEXT_HTML)
public final class AuthorizeResource {

    private final TrustedClient clients;
    private final ParameterAssembly assembly;
    private final RequestedSubject requestedSubject;
    private final IdTokenHint idTokenHint;
    private final LoginHint loginHint;
    private final Authorizing authorizing;
    private final AuthorizationResponse response;
    private final Cookies cookies;
    private final Issuer issuer;

    AuthorizeResource(
            TrustedClient clients,
            ParameterAssembly assembly,
            RequestedSubject requestedSubject,
            IdTokenHint idTokenHint,
            LoginHint loginHint,
            Authorizing authorizing,
            AuthorizationResponse response,
            Cookies cookies,
            Issuer issuer) {
        this.clients = clients;
        this.assembly = assembly;
        this.requestedSubject = requestedSubject;
        this.idTokenHint = idTokenHint;
        this.loginHint = loginHint;
        this.authorizing = authorizing;
        this.response = response;
        this.cookies = cookies;
        this.issuer = issuer;
    }

    @GET
    public Uni<Response> authorize(@Context UriInfo uri, @Context HttpServerRequest request) {
        Parameters sent = FormParameters.of(uri.getQueryParameters());
        Browser browser = cookies.read(request);
        return clients.application(sent)
                .flatMap(application -> answer(application, sent, browser))
                .map(ResponseBuilder::build);
    }

    /** OpenID Connect Core 1.0 §3.1.2.1. */
    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Uni<Response> authorize(MultivaluedMap<String, String> form) {
        Parameters sent = FormParameters.of(form);
        return clients.application(sent)
                .map(application -> asGet(application, sent))
                .map(ResponseBuilder::build);
    }

    private Uni<ResponseBuilder> answer(Application application, Parameters sent, Browser browser) {
        return assembly.assemble(application, sent)
                .flatMap(request -> answer(request.trusted(application), request, browser));
    }

    private Uni<ResponseBuilder> answer(
            Trusted trusted, AssembledRequest assembled, Browser browser) {
        Parameters parameters = assembled.parameters();
        return Uni.createFrom()
                .item(() -> assembled.allowedTo(trusted.application()))
                .map(it -> AuthorizationRequest.check(trusted, it, browser, issuer))
                .flatMap(request -> requestedSubject.heed(request, trusted.application()))
                .flatMap(request -> idTokenHint.heed(request, parameters))
                .flatMap(request -> loginHint.heed(request, parameters, browser))
                .flatMap(request -> answer(trusted, request, parameters, browser))
                .onFailure(AuthorizeResource::isToldToTheApplication)
                .recoverWithItem(refused -> error(trusted, parameters, (OAuthException) refused));
    }

    private Uni<ResponseBuilder> answer(
            Trusted trusted, PendingRequest request, Parameters parameters, Browser browser) {
        return authorizing.answer(trusted, request, ClientText.loginHint(parameters), browser);
    }

    /** What is elsewhere is looked at once, when the redirect is followed: it may be spent then. */
    private ResponseBuilder asGet(Application application, Parameters sent) {
        if (ParameterAssembly.isIndirect(sent)) {
            return toGet(sent);
        }
        Trusted trusted = TrustedClient.trusted(application, sent);
        try {
            return toGet(sent);
        } catch (OAuthException refused) {
            return error(trusted, sent, refused);
        }
    }

    private static ResponseBuilder toGet(Parameters sent) {
        return PostedRequest.asGet(
                "/oauth2/authorize", sent.texts(), Refusal.AUTHORIZATION_REQUEST_TOO_LONG);
    }

    private ResponseBuilder error(Trusted trusted, Parameters parameters, OAuthException refused) {
        ResponseMode mode = RequestedResponse.ofRefusal(parameters, trusted.redirectUri().uri());
        return response.error(trusted.redirectUri(), mode, state(parameters), refused);
    }

    /** What is wrong here and now, and not with the request, is told to the person on a page. */
    private static boolean isToldToTheApplication(Throwable failure) {
        return failure instanceof OAuthException refused
                && refused.code() != ErrorCode.TEMPORARILY_UNAVAILABLE
                && refused.code() != ErrorCode.SERVER_ERROR;
    }

    /** A state that was sent twice or is absurd is not given back. */
    private static Optional<String> state(Parameters parameters) {
        try {
            return ClientText.state(parameters);
        } catch (OAuthException notOne) {
            return Optional.empty();
        }
    }
}
