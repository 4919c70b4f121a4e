package dev.countersign.revocation.rules;

import dev.countersign.clients.AdminAddress;
import dev.countersign.clients.AdminApi;
import dev.countersign.web.administration.AdministrationJson;
import dev.countersign.web.administration.Administrator;
import dev.countersign.web.administration.RequiresAdministration;
import dev.countersign.web.request.RequestBody;
import io.quarkus.resteasy.reactive.jackson.CustomDeserialization;
import io.quarkus.resteasy.reactive.jackson.CustomSerialization;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.util.UUID;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.jspecify.annotations.Nullable;

/** Revocation by rule, for administrators: give one, count first what it would stop, follow it. */
@Path("/admin/revocations")
@Produces(MediaType.APPLICATION_JSON)
@CustomDeserialization(AdministrationJson.Reading.class)
@CustomSerialization(AdministrationJson.Writing.class)
public final class RevocationsResource {

    private final Revocations revocations;
    private final AdminAddress address;

    RevocationsResource(Revocations revocations, AdminAddress address) {
        this.revocations = revocations;
        this.address = address;
    }

    /** Goes on though the caller hangs up: what was ordered is done. */
    @POST
    @Cancellable(false)
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresAdministration(value = AdminApi.TOKENS_REVOKE, recordsRefusals = false)
    public Uni<Response> revoke(
            @Nullable RevocationRequest body, @Context SecurityContext security) {
        RevocationRequest request = RequestBody.required(body);
        Administrator by = Administrator.of(security.getUserPrincipal());
        return request.order().isDryRun()
                ? revocations.dryRun(request, by).map(count -> Response.ok(count).build())
                : revocations.revoke(request, by).map(this::created);
    }

    @GET
    @Path("/{id}")
    @RequiresAdministration(AdminApi.TOKENS_READ)
    public Uni<FollowedRevocation> report(@PathParam("id") UUID id) {
        return revocations.report(id);
    }

    private Response created(RevocationReport revocation) {
        return Response.status(Response.Status.CREATED)
                .header(HttpHeaders.LOCATION, address.at("/admin/revocations/" + revocation.id()))
                .entity(revocation)
                .build();
    }
}
