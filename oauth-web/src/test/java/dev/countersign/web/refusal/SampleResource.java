package dev.countersign.web.refusal;

import dev.countersign.protocol.error.OAuthException;
import dev.countersign.protocol.error.Refusal;
import dev.countersign.web.request.BearerToken;
import dev.countersign.web.request.FormParameters;
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
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;
import java.util.concurrent.CompletionException;

/** Endpoints that refuse in every way, and echo. */
@Path("/sample")
@Produces(MediaType.APPLICATION_JSON)
public final class SampleResource {

    @GET
    @Path("/refuse/{refusal}")
    public Uni<Refusal> refuse(@PathParam("refusal") String refusal) {
        return Uni.createFrom()
                .item(Refusal.valueOf(refusal))
                .onItem()
                .failWith(it -> new OAuthException(it, "a \"detail\"\n of ours"));
    }

    @GET
    @Path("/wrapped")
    public Uni<String> wrapped() {
        return Uni.createFrom()
                .failure(new CompletionException(new OAuthException(Refusal.STORE_AWAY)));
    }

    @GET
    @Path("/bug")
    public Uni<Integer> bug() {
        return Uni.createFrom().item("hunter2").map(Integer::valueOf);
    }

    @GET
    @Path("/bearer")
    public Uni<String> bearer(@Context HttpHeaders headers) {
        return Uni.createFrom().item(BearerToken.from(headers).value());
    }

    @GET
    @Path("/query")
    public Uni<String> query(@Context UriInfo uri) {
        return Uni.createFrom().item(FormParameters.of(uri.getQueryParameters()).required("a"));
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Uni<String> form(MultivaluedMap<String, String> form) {
        return Uni.createFrom().item(FormParameters.of(form).required("a"));
    }
}
