package dev.countersign.token.endpoint;

import dev.countersign.clients.ClientAuthenticator;
import dev.countersign.clients.PresentedCredentials;
import dev.countersign.protocol.request.ClientCredentials;
import dev.countersign.protocol.request.Parameters;
import dev.countersign.protocol.request.TokenRequest;
import dev.countersign.token.grant.GrantTypes;
import dev.countersign.token.issue.TokenIssuer;
import dev.countersign.token.issue.TokenResponse;
import dev.countersign.web.cors.CallingClient;
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
import org.jboss.resteasy.reactive.server.Cancellable;

/** The token endpoint, RFC 6749 §3.2. */
@Path("/oauth2/token")
public final class TokenResource {

    private final ClientAuthenticator clients;
    private final GrantTypes grantTypes;
    private final TokenIssuer issuer;
    private final CallingClient caller;

    TokenResource(
            ClientAuthenticator clients,
            GrantTypes grantTypes,
            TokenIssuer issuer,
            CallingClient caller) {
        this.clients = clients;
        this.grantTypes = grantTypes;
        this.issuer = issuer;
        this.caller = caller;
    }

    /** Goes on though the client hangs up: a code that was spent must not be left half redeemed. */
    @POST
    @Cancellable(false)
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Produces(MediaType.APPLICATION_JSON)
    public Uni<TokenResponse> token(
            @HeaderParam(HttpHeaders.AUTHORIZATION) Optional<String> authorization,
            MultivaluedMap<String, String> form) {
        Parameters parameters = FormParameters.of(form);
        ClientCredentials credentials = PresentedCredentials.of(authorization, parameters);
        caller.is(credentials.clientId());
        return clients.authenticate(
                credentials,
                client ->
                        grantTypes
                                .redeem(client, TokenRequest.parse(parameters))
                                .flatMap(issuer::issue));
    }
}
