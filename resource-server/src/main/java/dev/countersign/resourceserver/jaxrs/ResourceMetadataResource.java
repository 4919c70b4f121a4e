package dev.countersign.resourceserver.jaxrs;

import dev.countersign.resourceserver.ResourceServer;
import dev.countersign.resourceserver.metadata.ResourceIdentifier;
import jakarta.annotation.security.PermitAll;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.Objects;

/** OAuth 2.0 Protected Resource Metadata (RFC 9728), made of the settings and the annotations. */
@Singleton
@PermitAll
@Path(ResourceIdentifier.WELL_KNOWN + "{path:(/.*)?}")
public final class ResourceMetadataResource {

    private final ResourceServer core;
    private final DeclaredScopes scopes;

    ResourceMetadataResource(ResourceServer core, DeclaredScopes scopes) {
        this.core = core;
        this.scopes = scopes;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public String metadata(@Context UriInfo uri) {
        URI asked = uri.getRequestUri();
        boolean own =
                core.metadataAddress()
                        .filter(address -> address.getRawPath().equals(asked.getRawPath()))
                        .filter(
                                address ->
                                        Objects.equals(address.getRawQuery(), asked.getRawQuery()))
                        .isPresent();
        if (!own) {
            throw new NotFoundException();
        }
        return core.metadata(scopes.scopes()).json();
    }
}
