package dev.countersign.web.refusal;

import dev.countersign.protocol.error.OAuthException;
import dev.countersign.protocol.error.Refusal;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** An endpoint of pages that refuses. */
@Path("/sample-page")
@Produces(MediaType.TEXT_HTML)
public final class SamplePageResource {

    @GET
    @Path("/refuse/{refusal}")
    public Response refuse(@PathParam("refusal") String refusal) {
        throw new OAuthException(Refusal.valueOf(refusal), "<script>alert(1)</script>");
    }
}
