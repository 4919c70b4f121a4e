package dev.countersign.token.discovery;

import dev.countersign.protocol.Issuer;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.RestResponse;

/** Both well-known addresses. Any web page may read them, and caches may keep them. */
@Path("/.well-known")
@Produces(MediaType.APPLICATION_JSON)
public final class DiscoveryResource {

    private final ServerMetadata metadata;

    DiscoveryResource(Issuer issuer) {
        this.metadata = ServerMetadata.of(issuer);
    }

    /** OpenID Connect Discovery 1.0 §4. */
    @GET
    @Path("openid-configuration")
    public RestResponse<ServerMetadata> openidConfiguration() {
        return answer();
    }

    /** RFC 8414 §3. */
    @GET
    @Path("oauth-authorization-server")
    public RestResponse<ServerMetadata> oauthAuthorizationServer() {
        return answer();
    }

    private RestResponse<ServerMetadata> answer() {
        return RestResponse.ResponseBuilder.ok(metadata)
                .header(HttpHeaders.CACHE_CONTROL, "public, max-age=300")
                .header("Access-Control-Allow-Origin", "*")
                .build();
    }
}
