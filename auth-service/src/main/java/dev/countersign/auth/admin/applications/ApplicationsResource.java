package dev.countersign.auth.admin.applications;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countersign.auth.admin.ApplicationEntity;
import dev.countersign.auth.admin.IdempotencyHeader;
import dev.countersign.auth.admin.IfMatch;
import dev.countersign.auth.admin.Transaction;
import dev.countersign.clients.AdminAddress;
import dev.countersign.clients.AdminApi;
import dev.countersign.protocol.secret.ServerKeys;
import dev.countersign.web.administration.AdministrationJson;
import dev.countersign.web.administration.Administrator;
import dev.countersign.web.administration.MergePatch;
import dev.countersign.web.administration.RequiresAdministration;
import dev.countersign.web.administration.Role;
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

/** The registered applications. What changes goes on though the caller hangs up. */
@Path("/admin/applications")
@Produces(MediaType.APPLICATION_JSON)
@CustomDeserialization(AdministrationJson.Reading.class)
@CustomSerialization(AdministrationJson.Writing.class)
public final class ApplicationsResource {

    private static final String PATH = "/admin/applications";

    private final Registrations registrations;
    private final EndedAccess endedAccess;
    private final SecretRotation rotation;
    private final ServerKeys keys;
    private final AdminAddress address;

    ApplicationsResource(
            Registrations registrations,
            EndedAccess endedAccess,
            SecretRotation rotation,
            ServerKeys keys,
            AdminAddress address) {
        this.registrations = registrations;
        this.endedAccess = endedAccess;
        this.rotation = rotation;
        this.keys = keys;
        this.address = address;
    }

    @POST
    @Cancellable(false)
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresAdministration(AdminApi.APPLICATIONS_WRITE)
    public Uni<Response> create(
            @Nullable ApplicationDocument body,
            @HeaderParam(IdempotencyHeader.NAME) @Nullable String key,
            @Context SecurityContext security) {
        ApplicationDocument document = RequestBody.required(body);
        Administrator by = Administrator.of(security.getUserPrincipal());
        return registrations
                .create(
                        document,
                        IdempotencyHeader.read(
                                key, by, List.of("POST " + PATH, document.toString()), keys),
                        by)
                .map(
                        it ->
                                tagged(Response.Status.CREATED, it)
                                        .header(
                                                HttpHeaders.LOCATION,
                                                address.at(PATH + "/" + it.clientId()))
                                        .build());
    }

    @GET
    @RequiresAdministration(value = AdminApi.APPLICATIONS_READ, least = Role.MANAGER)
    public Uni<RegisteredApplication.Page> list(
            @Context UriInfo uri, @Context SecurityContext security) {
        return ApplicationSearch.parse(FormParameters.of(uri.getQueryParameters()))
                .find(Administrator.of(security.getUserPrincipal()));
    }

    @GET
    @Path("/{client_id}")
    @RequiresAdministration(value = AdminApi.APPLICATIONS_READ, least = Role.MANAGER)
    public Uni<Response> show(@PathParam("client_id") String clientId) {
        return Transaction.of(() -> Registrations.find(clientId))
                .map((ApplicationEntity it) -> tagged(RegisteredApplication.of(it)));
    }

    @PATCH
    @Path("/{client_id}")
    @Cancellable(false)
    @Consumes({MergePatch.MEDIA_TYPE, MediaType.APPLICATION_JSON})
    @RequiresAdministration(value = AdminApi.APPLICATIONS_WRITE, least = Role.MANAGER)
    public Uni<Response> change(
            @PathParam("client_id") String clientId,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String version,
            @Nullable JsonNode patch,
            @Context SecurityContext security) {
        return registrations
                .change(
                        clientId,
                        IfMatch.required(version),
                        RequestBody.required(patch),
                        Administrator.of(security.getUserPrincipal()))
                .map(ApplicationsResource::tagged);
    }

    @DELETE
    @Path("/{client_id}")
    @Cancellable(false)
    @RequiresAdministration(AdminApi.APPLICATIONS_WRITE)
    public Uni<Void> delete(
            @PathParam("client_id") String clientId,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String version,
            @Context SecurityContext security) {
        return endedAccess.delete(
                clientId, IfMatch.required(version), Administrator.of(security.getUserPrincipal()));
    }

    @POST
    @Path("/{client_id}/secret")
    @Cancellable(false)
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresAdministration(value = AdminApi.APPLICATIONS_WRITE, least = Role.MANAGER)
    public Uni<NewSecret> replaceSecret(
            @PathParam("client_id") String clientId,
            @Nullable SecretOrder body,
            @Context SecurityContext security) {
        return rotation.replace(
                clientId,
                RequestBody.required(body),
                Administrator.of(security.getUserPrincipal()));
    }

    private static Response tagged(RegisteredApplication application) {
        return tagged(Response.Status.OK, application).build();
    }

    private static ResponseBuilder tagged(
            Response.Status status, RegisteredApplication application) {
        return Response.status(status)
                .header(HttpHeaders.ETAG, IfMatch.tag(application.version()))
                .entity(application);
    }
}
