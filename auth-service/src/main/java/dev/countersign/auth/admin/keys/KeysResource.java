package dev.countersign.auth.admin.keys;

import dev.countersign.clients.AdminApi;
import dev.countersign.protocol.KeyId;
import dev.countersign.protocol.error.OAuthException;
import dev.countersign.protocol.error.Refusal;
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
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.jspecify.annotations.Nullable;

/**
 * The signing keys. Both orders may be given again: a planned one while its key waits changes
 * nothing, and a key that is compromised stays so. They go on though the caller hangs up.
 */
@Path("/admin/keys")
@Produces(MediaType.APPLICATION_JSON)
@CustomDeserialization(AdministrationJson.Reading.class)
@CustomSerialization(AdministrationJson.Writing.class)
public final class KeysResource {

    private final SigningKeyAdministration keys;

    KeysResource(SigningKeyAdministration keys) {
        this.keys = keys;
    }

    @GET
    @RequiresAdministration(AdminApi.TOKENS_READ)
    public Uni<KeyDocument.All> list() {
        return keys.list();
    }

    /** Revokes nothing; the scope is that of the emergency, which does more. */
    @POST
    @Cancellable(false)
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresAdministration(AdminApi.TOKENS_REVOKE)
    public Uni<KeyDocument.All> rotate(
            @Nullable RotationOrder body, @Context SecurityContext security) {
        return keys.rotate(
                RequestBody.required(body), Administrator.of(security.getUserPrincipal()));
    }

    @POST
    @Path("/{kid}/compromised")
    @Cancellable(false)
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresAdministration(AdminApi.TOKENS_REVOKE)
    public Uni<KeyDocument.All> compromised(
            @PathParam("kid") String kid,
            @Nullable NoFields body,
            @Context SecurityContext security) {
        return keys.compromised(key(kid), Administrator.of(security.getUserPrincipal()));
    }

    /** What an order without members may hold. */
    record NoFields() {}

    private static KeyId key(String kid) {
        try {
            return new KeyId(kid);
        } catch (IllegalArgumentException e) {
            throw new OAuthException(Refusal.UNKNOWN);
        }
    }
}
