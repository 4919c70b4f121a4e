package dev.countersign.revocation.revoke;

import dev.countersign.clients.ClientAuthenticator;
import dev.countersign.clients.PresentedCredentials;
import dev.countersign.protocol.request.ClientCredentials;
import dev.countersign.protocol.request.Parameters;
import dev.countersign.web.cors.CallingClient;
import dev.countersign.web.request.FormParameters;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.Cancellable;

/**
 * The revocation endpoint, RFC 7009 §2. The hint is not needed: a token shows what it is. The
 * answer comes once the revocation is committed and stamped, and never waits for Kafka.
 */
@Path("/oauth2/revoke")
public final class RevocationResource {

    private final ClientAuthenticator clients;
    private final Revocation revocation;
    private final CallingClient caller;

    RevocationResource(ClientAuthenticator clients, Revocation revocation, CallingClient caller) {
        this.clients = clients;
        this.revocation = revocation;
        this.caller = caller;
    }

    /** Goes on though the client hangs up: an app that is being closed does not wait. */
    @POST
    @Cancellable(false)
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Uni<Response> revoke(
            @HeaderParam(HttpHeaders.AUTHORIZATION) Optional<String> authorization,
            MultivaluedMap<String, String> form) {
        Parameters parameters = FormParameters.of(form).eachOnce();
        ClientCredentials credentials = PresentedCredentials.of(authorization, parameters);
        caller.is(credentials.clientId());
        return clients.authenticate(
                        credentials,
                        client -> revocation.revoke(parameters.required("token"), client))
                .replaceWith(() -> Response.ok().build());
    }
}
