package dev.countersign.auth.admin.apis;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countersign.auth.admin.IdempotencyHeader;
import dev.countersign.auth.admin.IfMatch;
import dev.countersign.clients.AdminAddress;
import dev.countersign.clients.AdminApi;
import dev.countersign.protocol.secret.ServerKeys;
import dev.countersign.web.administration.AdministrationJson;
import dev.countersign.web.administration.Administrator;
import dev.countersign.web.administration.MergePatch;
import dev.countersign.web.administration.RequiresAdministration;
import dev.countersign.web.request.FormParameters;
import dev.countersign.web.request.RequestBody;
import io.quarkus.resteasy.reactive.jackson.CustomDeserialization;
import io.quarkus.resteasy.reactive.jackson.CustomSerialization;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.jspecify.annotations.Nullable;

/** The registered APIs. What changes goes on though the caller hangs up. */
@Path("/admin/apis")
@Produces(MediaType.APPLICATION_JSON)
@CustomDeserialization(AdministrationJson.Reading.class)
@CustomSerialization(AdministrationJson.Writing.class)
public final class ApisResource {

    private final Apis apis;
    private final ServerKeys keys;
    private final AdminAddress address;

    ApisResource(Apis apis, ServerKeys keys, AdminAddress address) {
        this.apis = apis;
        this.keys = keys;
        this.address = address;
    }

    @POST
    @Cancellable(false)
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresAdministration(AdminApi.APPLICATIONS_WRITE)
    public Uni<Response> create(
            @Nullable ApiDocument body,
            @HeaderParam(IdempotencyHeader.NAME) @Nullable String key,
            @Context SecurityContext security) {
        ApiDocument document = RequestBody.required(body);
        Administrator by = Administrator.of(security.getUserPrincipal());
        return apis.create(
                        document,
                        IdempotencyHeader.read(
                                key, by, List.of("POST /admin/apis", document.toString()), keys),
                        by)
                .map(
                        it ->
                                tagged(Response.Status.CREATED, it)
                                        .header(HttpHeaders.LOCATION, it.self())
                                        .build());
    }

    @GET
    @RequiresAdministration(AdminApi.APPLICATIONS_READ)
    public Uni<RegisteredApi.Page> list(@Context UriInfo uri) {
        return ApiSearch.parse(FormParameters.of(uri.getQueryParameters())).find(address);
    }

    @GET
    @Path("/{key}")
    @RequiresAdministration(AdminApi.APPLICATIONS_READ)
    public Uni<Response> show(@PathParam("key") String key) {
        return apis.show(ApiKey.parse(key)).map(it -> tagged(Response.Status.OK, it).build());
    }

    @PATCH
    @Path("/{key}")
    @Cancellable(false)
    @Consumes({MergePatch.MEDIA_TYPE, MediaType.APPLICATION_JSON})
    @RequiresAdministration(AdminApi.APPLICATIONS_WRITE)
    public Uni<Response> change(
            @PathParam("key") String key,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String version,
            @Nullable JsonNode patch,
            @Context SecurityContext security) {
        return apis.change(
                        ApiKey.parse(key),
                        IfMatch.required(version),
                        RequestBody.required(patch),
                        Administrator.of(security.getUserPrincipal()))
                .map(it -> tagged(Response.Status.OK, it).build());
    }

    @DELETE
    @Path("/{key}")
    @Cancellable(false)
    @RequiresAdministration(AdminApi.APPLICATIONS_WRITE)
    public Uni<Void> delete(
            @PathParam("key") String key,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String version,
            @Context SecurityContext security) {
        return apis.delete(
                ApiKey.parse(key),
                IfMatch.required(version),
                Administrator.of(security.getUserPrincipal()));
    }

    @POST
    @Path("/{key}/secret")
    @Cancellable(false)
    @RequiresAdministration(AdminApi.APPLICATIONS_WRITE)
    public Uni<RegisteredApi> replaceSecret(
            @PathParam("key") String key, @Context SecurityContext security) {
        return apis.replaceSecret(ApiKey.parse(key), Administrator.of(security.getUserPrincipal()));
    }

    private static ResponseBuilder tagged(Response.Status status, RegisteredApi api) {
        return Response.status(status)
                .header(HttpHeaders.ETAG, IfMatch.tag(api.version()))
                .entity(api);
    }
}
