package dev.countersign.auth.authorize;

import static dev.countersign.auth.authorize.AuthorizationResponse.seeOther;

import dev.countersign.auth.authorize.TrustedClient.Trusted;
import dev.countersign.auth.browser.Browser;
import dev.countersign.auth.browser.Cookies;
import dev.countersign.protocol.Issuer;
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
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The authorization endpoint, RFC 6749 §3.1: by GET, and by POST for what is long. */
@Path("/oauth2/authorize")
@Produces(MediaType.TEXT_HTML)
public final class AuthorizeResource {

    /** What fits a request line here and in the usual proxies. */
    private static final int LONGEST_URL = 7_500;

    private final TrustedClient clients;
    private final Authorizing authorizing;
    private final AuthorizationResponse response;
    private final Cookies cookies;
    private final Issuer issuer;

    AuthorizeResource(
            TrustedClient clients,
            Authorizing authorizing,
            AuthorizationResponse response,
            Cookies cookies,
            Issuer issuer) {
        this.clients = clients;
        this.authorizing = authorizing;
        this.response = response;
        this.cookies = cookies;
        this.issuer = issuer;
    }

    @GET
    public Uni<Response> authorize(@Context UriInfo uri, @Context HttpServerRequest request) {
        Parameters parameters = FormParameters.of(uri.getQueryParameters());
        Browser browser = cookies.read(request);
        return clients.find(parameters)
                .flatMap(trusted -> answer(trusted, parameters, browser))
                .map(ResponseBuilder::build);
    }

    /**
     * OpenID Connect Core 1.0 §3.1.2.1. A form that another site posts comes without the session's
     * cookie (SameSite); the redirect that follows brings it.
     */
    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Uni<Response> authorize(MultivaluedMap<String, String> form) {
        Parameters parameters = FormParameters.of(form);
        return clients.find(parameters)
                .map(trusted -> asGet(trusted, parameters))
                .map(ResponseBuilder::build);
    }

    private Uni<ResponseBuilder> answer(Trusted trusted, Parameters parameters, Browser browser) {
        return Uni.createFrom()
                .item(() -> AuthorizationRequest.check(trusted, parameters, browser, issuer))
                .flatMap(request -> answer(trusted, request, parameters, browser))
                .onFailure(AuthorizeResource::isToldToTheApplication)
                .recoverWithItem(refused -> error(trusted, parameters, (OAuthException) refused));
    }

    private Uni<ResponseBuilder> answer(
            Trusted trusted, PendingRequest request, Parameters parameters, Browser browser) {
        return authorizing.answer(trusted, request, ClientText.loginHint(parameters), browser);
    }

    private ResponseBuilder asGet(Trusted trusted, Parameters parameters) {
        try {
            parameters.eachOnce();
            Map<String, String> query = new TreeMap<>();
            parameters
                    .values()
                    .keySet()
                    .forEach(name -> parameters.get(name).ifPresent(it -> query.put(name, it)));
            String url = AuthorizationResponse.withQuery("/oauth2/authorize", query);
            if (url.length() > LONGEST_URL) {
                throw new OAuthException(Refusal.BODY_TOO_LARGE);
            }
            return seeOther(URI.create(url));
        } catch (OAuthException refused) {
            return error(trusted, parameters, refused);
        }
    }

    private ResponseBuilder error(Trusted trusted, Parameters parameters, OAuthException refused) {
        return response.error(trusted.redirectUri(), state(parameters), refused);
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
