package dev.countersign.auth.admin.users;

import dev.countersign.auth.admin.IdempotencyHeader;
import dev.countersign.auth.admin.IfMatch;
import dev.countersign.clients.AdminAddress;
import dev.countersign.clients.AdminApi;
import dev.countersign.protocol.UserId;
import dev.countersign.protocol.secret.ServerKeys;
import dev.countersign.store.user.User;
import dev.countersign.web.administration.AdministrationJson;
import dev.countersign.web.administration.Administrator;
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
import java.util.UUID;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.jspecify.annotations.Nullable;

/** People's accounts. What was ordered is done, though the caller hangs up. */
@Path("/admin/users")
@Produces(MediaType.APPLICATION_JSON)
@CustomDeserialization(AdministrationJson.Reading.class)
@CustomSerialization(AdministrationJson.Writing.class)
public final class UsersResource {

    private final UserAdministration users;
    private final UserFinder finder;
    private final ServerKeys keys;
    private final AdminAddress address;

    UsersResource(
            UserAdministration users, UserFinder finder, ServerKeys keys, AdminAddress address) {
        this.users = users;
        this.finder = finder;
        this.keys = keys;
        this.address = address;
    }

    @GET
    @RequiresAdministration(AdminApi.USERS_READ)
    public Uni<UsersPage> search(@Context UriInfo uri, @Context SecurityContext security) {
        UserQuery query = UserQuery.parse(FormParameters.of(uri.getQueryParameters()));
        return finder.find(query, by(security));
    }

    @POST
    @Cancellable(false)
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresAdministration(AdminApi.USERS_WRITE)
    public Uni<Response> create(
            @Nullable NewUserRequest body,
            @HeaderParam(IdempotencyHeader.NAME) @Nullable String key,
            @Context SecurityContext security) {
        NewUserRequest request = RequestBody.required(body);
        Administrator by = by(security);
        return users.create(
                        request, IdempotencyHeader.read(key, by, request.parts("users"), keys), by)
                .map(this::created);
    }

    @GET
    @Path("/{id}")
    @RequiresAdministration(AdminApi.USERS_READ)
    public Uni<Response> read(@PathParam("id") UUID id) {
        return users.find(new UserId(id)).map(user -> tagged(Response.ok(), user).build());
    }

    @PATCH
    @Path("/{id}")
    @Cancellable(false)
    @Consumes({"application/merge-patch+json", MediaType.APPLICATION_JSON})
    @RequiresAdministration(AdminApi.USERS_WRITE)
    public Uni<Response> change(
            @PathParam("id") UUID id,
            @Nullable UserPatch body,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @Context SecurityContext security) {
        UserPatch patch = RequestBody.required(body);
        return users.change(new UserId(id), patch, IfMatch.required(ifMatch), by(security))
                .map(user -> tagged(Response.ok(), user).build());
    }

    /** Erases the person, not only the account: see {@code Cause.userErased}. */
    @DELETE
    @Path("/{id}")
    @Cancellable(false)
    @RequiresAdministration(AdminApi.USERS_WRITE)
    public Uni<Void> erase(
            @PathParam("id") UUID id,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @Context SecurityContext security) {
        return users.erase(new UserId(id), IfMatch.required(ifMatch), by(security));
    }

    @POST
    @Path("/{id}/password")
    @Cancellable(false)
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresAdministration(AdminApi.USERS_WRITE)
    public Uni<NewPassword> resetPassword(
            @PathParam("id") UUID id, @Nullable NoFields body, @Context SecurityContext security) {
        return users.resetPassword(new UserId(id), by(security)).map(NewPassword::new);
    }

    @POST
    @Path("/{id}/sessions/end")
    @Cancellable(false)
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresAdministration(AdminApi.USERS_WRITE)
    public Uni<Void> endSessions(
            @PathParam("id") UUID id, @Nullable NoFields body, @Context SecurityContext security) {
        return users.endSessions(new UserId(id), by(security));
    }

    @GET
    @Path("/{id}/export")
    @RequiresAdministration(AdminApi.USERS_READ)
    public Uni<String> export(@PathParam("id") UUID id, @Context SecurityContext security) {
        return users.export(new UserId(id), by(security));
    }

    /** The document of an act that needs no more said than its path does. */
    record NoFields() {}

    /** Shown once. */
    record NewPassword(String password) {

        @Override
        public String toString() {
            return "[redacted]";
        }
    }

    private Response created(User user) {
        return tagged(
                        Response.status(Response.Status.CREATED)
                                .header(
                                        HttpHeaders.LOCATION,
                                        address.at("/admin/users/" + user.id())),
                        user)
                .build();
    }

    private static ResponseBuilder tagged(ResponseBuilder answer, User user) {
        return answer.header(HttpHeaders.ETAG, IfMatch.tag(user.version()))
                .entity(UserDocument.of(user));
    }

    private static Administrator by(SecurityContext security) {
        return Administrator.of(security.getUserPrincipal());
    }
}
