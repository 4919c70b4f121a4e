package dev.countersign.resourceserver.jaxrs;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.annotation.security.PermitAll;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.SortedSet;

/** OAuth 2.0 Protected Resource Metadata (RFC 9728), made of the settings and the annotations. */
@Singleton
@PermitAll
@Path(ResourceIdentifier.WELL_KNOWN + "{path:(/.*)?}")
public final class ResourceMetadataResource {

    /** RFC 9728 §2. */
    public record Metadata(
            String resource,
            @JsonProperty("authorization_servers") List<String> authorizationServers,
            @JsonProperty("scopes_supported") SortedSet<String> scopesSupported,
            @JsonProperty("bearer_methods_supported") List<String> bearerMethodsSupported) {}

    private final ResourceServerConfig config;
    private final ResourceIdentifier resource;
    private final DeclaredScopes scopes;

    ResourceMetadataResource(
            ResourceServerConfig config, ResourceIdentifier resource, DeclaredScopes scopes) {
        this.config = config;
        this.resource = resource;
        this.scopes = scopes;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public Metadata metadata(@Context UriInfo uri) {
        String asked = uri.getRequestUri().getRawPath();
        if (resource.metadata().filter(own -> own.getRawPath().equals(asked)).isEmpty()) {
            throw new NotFoundException();
        }
        return new Metadata(
                resource.value(), List.of(config.issuer()), scopes.scopes(), List.of("header"));
    }
}
