package dev.countersign.revocation.inventory;

import dev.countersign.clients.AdminApi;
import dev.countersign.web.administration.AdministrationJson;
import dev.countersign.web.administration.Administrator;
import dev.countersign.web.administration.RequiresAdministration;
import dev.countersign.web.request.FormParameters;
import dev.countersign.web.request.RequestBody;
import io.quarkus.resteasy.reactive.jackson.CustomDeserialization;
import io.quarkus.resteasy.reactive.jackson.CustomSerialization;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.jspecify.annotations.Nullable;

/** The inventory: who holds which access, by whom it is taken back. */
@Path("/admin/tokens")
@Produces(MediaType.APPLICATION_JSON)
@CustomDeserialization(AdministrationJson.Reading.class)
@CustomSerialization(AdministrationJson.Writing.class)
public final class TokensResource {

    private final TokenSearch search;
    private final SelectedRevocation revocation;
    private final TokenLookup lookup;

    TokensResource(TokenSearch search, SelectedRevocation revocation, TokenLookup lookup) {
        this.search = search;
        this.revocation = revocation;
        this.lookup = lookup;
    }

    /** Goes on though the caller hangs up: PostgreSQL would, and who searched is recorded. */
    @GET
    @Cancellable(false)
    @RequiresAdministration(value = AdminApi.TOKENS_READ, recordsRefusals = false)
    public Uni<TokensPage> search(@Context UriInfo uri, @Context SecurityContext security) {
        return search.search(
                FormParameters.of(uri.getQueryParameters()),
                Administrator.of(security.getUserPrincipal()));
    }

    /** Goes on though the caller hangs up: what was ordered is done. */
    @POST
    @Path("/revoke")
    @Cancellable(false)
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresAdministration(value = AdminApi.TOKENS_REVOKE, recordsRefusals = false)
    public Uni<Response> revoke(@Nullable Selection body, @Context SecurityContext security) {
        Selection selection = RequestBody.required(body);
        Administrator by = Administrator.of(security.getUserPrincipal());
        return selection.order().isDryRun()
                ? revocation.dryRun(selection, by).map(it -> Response.ok(it).build())
                : revocation.revoke(selection, by).map(it -> Response.ok(it).build());
    }

    /** A POST, for what is pasted must stand in no URL. */
    @POST
    @Path("/lookup")
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresAdministration(value = AdminApi.TOKENS_READ, recordsRefusals = false)
    public Uni<TokenFound> lookup(@Nullable PastedToken body, @Context SecurityContext security) {
        return lookup.find(
                RequestBody.required(body), Administrator.of(security.getUserPrincipal()));
    }
}
