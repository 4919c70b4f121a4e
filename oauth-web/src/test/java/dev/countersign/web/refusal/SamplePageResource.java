package dev.countersign.web.refusal;

import dev.countersign.protocol.error.OAuthException;
import dev.countersign.protocol.error.Refusal;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** An endpoint of pages that refuses. */
@Path("/sample-page")
@Produces(MediaType.TEXT_HTML)
public final class SamplePageResource {

    @GET
    @Path("/refuse/{refusal}")
    public Uni<Refusal> refuse(@PathParam("refusal") String refusal) {
        return Uni.createFrom()
                .item(Refusal.valueOf(refusal))
                .onItem()
                .failWith(it -> new OAuthException(it, "<script>alert(1)</script>"));
    }
}
