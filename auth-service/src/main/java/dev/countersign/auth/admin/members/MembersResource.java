package dev.countersign.auth.admin.members;

import dev.countersign.auth.admin.IdempotencyHeader;
import dev.countersign.auth.admin.PageQuery;
import dev.countersign.auth.admin.users.NewUserRequest;
import dev.countersign.clients.AdminAddress;
import dev.countersign.clients.AdminApi;
import dev.countersign.protocol.ClientId;
import dev.countersign.protocol.UserId;
import dev.countersign.protocol.secret.ServerKeys;
import dev.countersign.store.membership.Member;
import dev.countersign.web.administration.AdministrationJson;
import dev.countersign.web.administration.Administrator;
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
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.util.UUID;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.jspecify.annotations.Nullable;

/** The users of an application. Its managers may do all of this but add an account that exists. */
@Path("/admin/applications/{client_id}/users")
@Produces(MediaType.APPLICATION_JSON)
@CustomDeserialization(AdministrationJson.Reading.class)
@CustomSerialization(AdministrationJson.Writing.class)
public final class MembersResource {

    private final MemberAdministration members;
    private final ServerKeys keys;
    private final AdminAddress address;

    MembersResource(MemberAdministration members, ServerKeys keys, AdminAddress address) {
        this.members = members;
        this.keys = keys;
        this.address = address;
    }

    @GET
    @RequiresAdministration(value = AdminApi.USERS_READ, least = Role.MANAGER)
    public Uni<MembersPage> list(@PathParam("client_id") String client, @Context UriInfo uri) {
        return members.page(
                new ClientId(client),
                new PageQuery(client, FormParameters.of(uri.getQueryParameters())));
    }

    @POST
    @Cancellable(false)
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresAdministration(value = AdminApi.USERS_WRITE, least = Role.MANAGER)
    public Uni<Response> create(
            @PathParam("client_id") String client,
            @Nullable NewUserRequest body,
            @HeaderParam(IdempotencyHeader.NAME) @Nullable String key,
            @Context SecurityContext security) {
        NewUserRequest request = RequestBody.required(body);
        Administrator by = by(security);
        return members.create(
                        new ClientId(client),
                        request,
                        IdempotencyHeader.read(key, by, request.parts("users of " + client), keys),
                        by)
                .map(member -> created(client, member));
    }

    @GET
    @Path("/{user_id}")
    @RequiresAdministration(value = AdminApi.USERS_READ, least = Role.MANAGER)
    public Uni<MemberDocument> read(
            @PathParam("client_id") String client, @PathParam("user_id") UUID user) {
        return members.find(new ClientId(client), new UserId(user)).map(MemberDocument::of);
    }

    /** Makes somebody who has an account a user of the application; their account stays theirs. */
    @PUT
    @Path("/{user_id}")
    @Cancellable(false)
    @RequiresAdministration(AdminApi.USERS_WRITE)
    public Uni<Void> add(
            @PathParam("client_id") String client,
            @PathParam("user_id") UUID user,
            @Context SecurityContext security) {
        return members.add(new ClientId(client), new UserId(user), by(security));
    }

    @DELETE
    @Path("/{user_id}")
    @Cancellable(false)
    @RequiresAdministration(value = AdminApi.USERS_WRITE, least = Role.MANAGER)
    public Uni<Void> remove(
            @PathParam("client_id") String client,
            @PathParam("user_id") UUID user,
            @Context SecurityContext security) {
        return members.remove(new ClientId(client), new UserId(user), by(security));
    }

    private Response created(String client, Member member) {
        return Response.status(Response.Status.CREATED)
                .header(
                        HttpHeaders.LOCATION,
                        address.at(
                                "/admin/applications/" + client + "/users/" + member.user().id()))
                .entity(MemberDocument.of(member))
                .build();
    }

    private static Administrator by(SecurityContext security) {
        return Administrator.of(security.getUserPrincipal());
    }
}
