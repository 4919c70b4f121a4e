package dev.countersign.revocation.feed;

import dev.countersign.clients.ClientAuthenticator;
import dev.countersign.protocol.error.OAuthException;
import dev.countersign.protocol.error.Refusal;
import dev.countersign.protocol.request.ClientCredentials;
import dev.countersign.protocol.request.Parameters;
import dev.countersign.web.request.FormParameters;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.Map;
import java.util.Optional;

/**
 * The revocation feed over HTTP, for a registered API, by the credential with which it introspects.
 */
@Path("/revocations/feed")
public final class FeedResource {

    private final ClientAuthenticator clients;
    private final Feed feed;

    FeedResource(ClientAuthenticator clients, Feed feed) {
        this.clients = clients;
        this.feed = feed;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public Uni<FeedAnswer> read(
            @HeaderParam(HttpHeaders.AUTHORIZATION) Optional<String> authorization,
            @Context UriInfo uri,
            @Context RoutingContext exchange) {
        FeedRequest request =
                FeedRequest.of(FormParameters.of(uri.getQueryParameters()).eachOnce());
        Delivery delivery = feed.delivery();
        exchange.addEndHandler(ended -> delivery.end());
        return clients.authenticateApi(credentials(authorization))
                .flatMap(
                        api ->
                                feed.read(request, api.clientId())
                                        .invoke(answer -> delivery.begin(answer, api.clientId())));
    }

    /** Only in the header: a query stands in logs. */
    private static ClientCredentials credentials(Optional<String> authorization) {
        if (authorization.isEmpty()) {
            throw new OAuthException(Refusal.CLIENT_SECRET_MISSING);
        }
        return ClientCredentials.from(authorization, new Parameters(Map.of()));
    }
}
