package dev.countersign.revocation.administration;

import dev.countersign.clients.AdminApi;
import dev.countersign.protocol.error.OAuthException;
import dev.countersign.protocol.error.Refusal;
import dev.countersign.web.administration.AdministrationJson;
import dev.countersign.web.administration.Administrator;
import dev.countersign.web.administration.OutsideAdministration;
import dev.countersign.web.administration.RequiresAdministration;
import dev.countersign.web.administration.Role;
import dev.countersign.web.request.RequestBody;
import io.quarkus.resteasy.reactive.jackson.CustomDeserialization;
import io.quarkus.resteasy.reactive.jackson.CustomSerialization;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Endpoints under {@code /admin}, one of which somebody forgot to guard. */
@Path("/admin/sample")
@Produces(MediaType.APPLICATION_JSON)
@CustomDeserialization(AdministrationJson.Reading.class)
@CustomSerialization(AdministrationJson.Writing.class)
public final class SampleResource {

    public record Order(
            @Nullable String name, @Nullable Boolean sure, @Nullable List<String> items) {}

    @GET
    @RequiresAdministration(AdminApi.TOKENS_READ)
    public Uni<Map<String, String>> read(@Context SecurityContext security) {
        Administrator administrator = Administrator.of(security.getUserPrincipal());
        return Uni.createFrom()
                .item(
                        Map.of(
                                "user",
                                administrator.getName(),
                                "client_id",
                                administrator.client().value(),
                                "address",
                                administrator.address().orElse("")));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresAdministration(AdminApi.TOKENS_REVOKE)
    public Uni<Order> write(@Nullable Order order) {
        return Uni.createFrom().item(RequestBody.required(order));
    }

    @GET
    @Path("/time")
    @RequiresAdministration(AdminApi.TOKENS_READ)
    public Uni<Map<String, Instant>> time() {
        return Uni.createFrom().item(Map.of("at", Instant.parse("2026-11-22T02:30:00Z")));
    }

    @GET
    @Path("/applications")
    @RequiresAdministration(value = AdminApi.TOKENS_READ, least = Role.MANAGER)
    public Uni<Role> applications(@Context SecurityContext security) {
        return Uni.createFrom().item(Administrator.of(security.getUserPrincipal()).role());
    }

    @GET
    @Path("/applications/{client_id}")
    @RequiresAdministration(value = AdminApi.TOKENS_READ, least = Role.MANAGER)
    public Uni<Role> application(@Context SecurityContext security) {
        return applications(security);
    }

    @DELETE
    @Path("/applications/{client_id}")
    @RequiresAdministration(value = AdminApi.TOKENS_REVOKE, least = Role.MANAGER)
    public Uni<Role> delete(@Context SecurityContext security) {
        return applications(security);
    }

    @GET
    @Path("/taken")
    @RequiresAdministration(AdminApi.TOKENS_READ)
    public Uni<String> taken() {
        return Uni.createFrom().failure(new OAuthException(Refusal.TAKEN));
    }

    @GET
    @Path("/open")
    @OutsideAdministration("nothing: it is a sample")
    public Uni<String> open() {
        return Uni.createFrom().item("open");
    }

    @GET
    @Path("/forgotten")
    public Uni<String> forgotten() {
        return Uni.createFrom().item("everything");
    }
}
