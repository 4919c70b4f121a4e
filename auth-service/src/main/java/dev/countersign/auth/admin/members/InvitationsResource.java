package dev.countersign.auth.admin.members;

import dev.countersign.auth.admin.users.PersonFields;
import dev.countersign.clients.AdminApi;
import dev.countersign.protocol.ClientId;
import dev.countersign.store.membership.Invitations;
import dev.countersign.web.administration.AdministrationJson;
import dev.countersign.web.administration.Administrator;
import dev.countersign.web.administration.RequiresAdministration;
import dev.countersign.web.administration.Role;
import dev.countersign.web.administration.WrongFields;
import dev.countersign.web.request.RequestBody;
import io.quarkus.resteasy.reactive.jackson.CustomDeserialization;
import io.quarkus.resteasy.reactive.jackson.CustomSerialization;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.jspecify.annotations.Nullable;

/** Invitations to become a user of an application. The answer never tells who has an account. */
@Path("/admin/applications/{client_id}/invitations")
@Produces(MediaType.APPLICATION_JSON)
@CustomDeserialization(AdministrationJson.Reading.class)
@CustomSerialization(AdministrationJson.Writing.class)
public final class InvitationsResource {

    private final Invitations invitations;

    InvitationsResource(Invitations invitations) {
        this.invitations = invitations;
    }

    @POST
    @Cancellable(false)
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresAdministration(value = AdminApi.USERS_WRITE, least = Role.MANAGER)
    public Uni<Response> invite(
            @PathParam("client_id") String client,
            @Nullable Invitation body,
            @Context SecurityContext security) {
        ClientId application = new ClientId(client);
        Administrator by = Administrator.of(security.getUserPrincipal());
        return invitations
                .invite(
                        application,
                        RequestBody.required(body).parse(),
                        by.getName(),
                        invited -> MemberEvents.invited(by, application, invited))
                .replaceWith(() -> Response.accepted().build());
    }

    /** The document of an invitation, as it was sent. */
    record Invitation(@Nullable String email) {

        private String parse() {
            WrongFields wrong = new WrongFields();
            String address = new PersonFields(wrong).email(email);
            wrong.check();
            return address;
        }

        @Override
        public String toString() {
            return "[redacted]";
        }
    }
}
