package dev.countersign.auth.par;

import dev.countersign.auth.authorize.PushableRequest;
import dev.countersign.auth.browser.Browser;
import dev.countersign.auth.browser.Cookies;
import dev.countersign.clients.Application;
import dev.countersign.clients.ClientAuthenticator;
import dev.countersign.clients.PresentedCredentials;
import dev.countersign.protocol.request.ClientCredentials;
import dev.countersign.protocol.request.Parameters;
import dev.countersign.store.request.PushedRequests;
import dev.countersign.store.request.RequestUri;
import dev.countersign.web.request.FormParameters;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.Status;

/**
 * The pushed authorization request endpoint, RFC 9126 §2. What would be told to the application by
 * a redirect at the authorization endpoint is told to it here, by JSON.
 */
@Path("/oauth2/par")
public final class PushedAuthorizationResource {

    private final ClientAuthenticator clients;
    private final PushableRequest pushable;
    private final PushedRequests requests;
    private final Cookies cookies;

    PushedAuthorizationResource(
            ClientAuthenticator clients,
            PushableRequest pushable,
            PushedRequests requests,
            Cookies cookies) {
        this.clients = clients;
        this.pushable = pushable;
        this.requests = requests;
        this.cookies = cookies;
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Produces(MediaType.APPLICATION_JSON)
    public Uni<RestResponse<PushedAuthorizationResponse>> push(
            @HeaderParam(HttpHeaders.AUTHORIZATION) Optional<String> authorization,
            MultivaluedMap<String, String> form,
            @Context HttpServerRequest request) {
        Parameters parameters = FormParameters.of(form);
        ClientCredentials credentials = PresentedCredentials.of(authorization, parameters);
        Browser nobodys = cookies.unread(request);
        return clients.authenticate(credentials, client -> push(client, parameters, nobodys))
                .map(PushedAuthorizationResponse::of)
                .map(pushed -> RestResponse.status(Status.CREATED, pushed));
    }

    private Uni<RequestUri> push(Application client, Parameters form, Browser nobodys) {
        return pushable.validate(client, PushedForm.request(form), nobodys)
                .map(PushedForm::bounded)
                .flatMap(request -> requests.push(client.clientId(), request));
    }
}
