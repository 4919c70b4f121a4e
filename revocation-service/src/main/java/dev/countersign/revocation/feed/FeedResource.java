package dev.countersign.revocation.feed;

import dev.countersign.clients.ClientAuthenticator;
import dev.countersign.protocol.error.OAuthException;
import dev.countersign.protocol.error.Refusal;
import dev.countersign.protocol.request.ClientCredentials;
import dev.countersign.protocol.request.Parameters;
import dev.countersign.web.request.FormParameters;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * The revocation feed over HTTP, for a registered API, by the credential with which it introspects.
 */
@Path("/revocations/feed")
public final class FeedResource {

    private static final int LONGEST_WAIT_SECONDS = 25;

    private final ClientAuthenticator clients;
    private final Feed feed;

    FeedResource(ClientAuthenticator clients, Feed feed) {
        this.clients = clients;
        this.feed = feed;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public Uni<String> read(
            @HeaderParam(HttpHeaders.AUTHORIZATION) Optional<String> authorization,
            @Context UriInfo uri) {
        Parameters query = FormParameters.of(uri.getQueryParameters()).eachOnce();
        Optional<String> cursor =
                query.get("after", FeedResource::cursor, Refusal.PARAMETER_MALFORMED);
        Duration wait =
                query.get("wait", FeedResource::wait, Refusal.PARAMETER_MALFORMED)
                        .orElse(Duration.ZERO);
        return clients.authenticateApi(credentials(authorization))
                .flatMap(api -> feed.read(cursor, wait, api.clientId()))
                .map(FeedAnswer::json);
    }

    /** Only in the header: a query stands in logs. */
    private static ClientCredentials credentials(Optional<String> authorization) {
        if (authorization.isEmpty()) {
            throw new OAuthException(Refusal.CLIENT_SECRET_MISSING);
        }
        return ClientCredentials.from(authorization, new Parameters(Map.of()));
    }

    private static String cursor(String text) {
        if (text.length() > FeedCursor.LONGEST) {
            throw new IllegalArgumentException("longer than any cursor");
        }
        return text;
    }

    private static Duration wait(String text) {
        int seconds = Integer.parseInt(text);
        if (seconds < 0 || seconds > LONGEST_WAIT_SECONDS) {
            throw new IllegalArgumentException("longer than anyone may wait");
        }
        return Duration.ofSeconds(seconds);
    }
}
