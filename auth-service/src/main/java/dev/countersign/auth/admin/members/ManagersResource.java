package dev.countersign.auth.admin.members;

import dev.countersign.clients.AdminApi;
import dev.countersign.protocol.ClientId;
import dev.countersign.protocol.UserId;
import dev.countersign.protocol.error.OAuthException;
import dev.countersign.protocol.error.Refusal;
import dev.countersign.store.membership.ApplicationManagers;
import dev.countersign.web.administration.AdministrationJson;
import dev.countersign.web.administration.Administrator;
import dev.countersign.web.administration.RequiresAdministration;
import dev.countersign.web.administration.Role;
import io.quarkus.resteasy.reactive.jackson.CustomDeserialization;
import io.quarkus.resteasy.reactive.jackson.CustomSerialization;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.util.List;
import java.util.UUID;
import org.jboss.resteasy.reactive.server.Cancellable;

/** The managers of an application. Only an administrator says who is one. */
@Path("/admin/applications/{client_id}/managers")
@Produces(MediaType.APPLICATION_JSON)
@CustomDeserialization(AdministrationJson.Reading.class)
@CustomSerialization(AdministrationJson.Writing.class)
public final class ManagersResource {

    private final ApplicationManagers managers;

    ManagersResource(ApplicationManagers managers) {
        this.managers = managers;
    }

    /** Few of each application, so all of them at once. */
    record Managers(List<MemberDocument> managers) {}

    @GET
    @RequiresAdministration(value = AdminApi.APPLICATIONS_READ, least = Role.MANAGER)
    public Uni<Managers> list(@PathParam("client_id") String client) {
        return managers.of(new ClientId(client))
                .map(all -> new Managers(all.stream().map(MemberDocument::of).toList()));
    }

    @PUT
    @Path("/{user_id}")
    @Cancellable(false)
    @RequiresAdministration(AdminApi.APPLICATIONS_WRITE)
    public Uni<Void> add(
            @PathParam("client_id") String client,
            @PathParam("user_id") UUID user,
            @Context SecurityContext security) {
        ClientId application = new ClientId(client);
        UserId manager = new UserId(user);
        Administrator by = somebodyElse(security, manager);
        return managers.add(
                application, manager, MemberEvents.managerAdded(by, application, manager));
    }

    @DELETE
    @Path("/{user_id}")
    @Cancellable(false)
    @RequiresAdministration(AdminApi.APPLICATIONS_WRITE)
    public Uni<Void> remove(
            @PathParam("client_id") String client,
            @PathParam("user_id") UUID user,
            @Context SecurityContext security) {
        ClientId application = new ClientId(client);
        UserId manager = new UserId(user);
        Administrator by = somebodyElse(security, manager);
        return managers.remove(
                application, manager, MemberEvents.managerRemoved(by, application, manager));
    }

    /** To manage an application outlives the role of an administrator: nobody gives it to self. */
    private static Administrator somebodyElse(SecurityContext security, UserId manager) {
        Administrator by = Administrator.of(security.getUserPrincipal());
        if (by.user().filter(manager::equals).isPresent()) {
            throw new OAuthException(Refusal.OWN_ROLES);
        }
        return by;
    }
}
