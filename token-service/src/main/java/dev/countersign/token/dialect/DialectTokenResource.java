package dev.countersign.token.dialect;

import dev.countersign.clients.ClientAuthenticator;
import dev.countersign.protocol.request.ClientCredentials;
import dev.countersign.protocol.request.Parameters;
import dev.countersign.protocol.request.TokenRequest;
import dev.countersign.token.issue.DialectTokenResponse;
import dev.countersign.web.cors.CallingClient;
import dev.countersign.web.request.JsonParameters;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.jspecify.annotations.Nullable;

/** The dialect's token call (contract, section 6). */
@Path("/auth/token")
public final class DialectTokenResource {

    private final ClientAuthenticator clients;
    private final DialectTokens tokens;
    private final CallingClient caller;

    DialectTokenResource(ClientAuthenticator clients, DialectTokens tokens, CallingClient caller) {
        this.clients = clients;
        this.tokens = tokens;
        this.caller = caller;
    }

    /** Goes on though the client hangs up: a code that was spent must not be left half redeemed. */
    @POST
    @NonBlocking
    @Cancellable(false)
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    public Uni<DialectTokenResponse> token(@Nullable String json) {
        Parameters parameters = JsonParameters.of(json);
        ClientCredentials credentials = ClientCredentials.ofDialect(parameters);
        caller.is(credentials.clientId());
        return clients.authenticate(
                credentials,
                client ->
                        tokens.redeem(
                                client,
                                TokenRequest.parseDialect(parameters),
                                parameters.get("id_token")));
    }
}
