package dev.countersign.token.introspection;

import dev.countersign.clients.ClientAuthenticator;
import dev.countersign.clients.PresentedCredentials;
import dev.countersign.protocol.request.Parameters;
import dev.countersign.web.request.FormParameters;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.Optional;

/** The introspection endpoint, RFC 7662 §2. The hint is not needed: a token shows what it is. */
@Path("/oauth2/introspect")
public final class IntrospectionResource {

    private final ClientAuthenticator clients;
    private final Introspection introspection;

    IntrospectionResource(ClientAuthenticator clients, Introspection introspection) {
        this.clients = clients;
        this.introspection = introspection;
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Produces(MediaType.APPLICATION_JSON)
    public Uni<IntrospectionResponse> introspect(
            @HeaderParam(HttpHeaders.AUTHORIZATION) Optional<String> authorization,
            MultivaluedMap<String, String> form) {
        Parameters parameters = FormParameters.of(form).eachOnce();
        return clients.authenticateConfidential(
                PresentedCredentials.of(authorization, parameters),
                caller -> introspection.of(parameters.required("token"), caller));
    }
}
