package dev.countersign.userinfo;

import dev.countersign.web.request.BearerToken;
import dev.countersign.web.request.FormParameters;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;

/** The UserInfo endpoint, OpenID Connect Core 1.0 §5.3.1: GET and POST, by a bearer token. */
@Path("/oauth2/userinfo")
@Produces(MediaType.APPLICATION_JSON)
public final class UserinfoResource {

    private final Userinfo userinfo;

    UserinfoResource(Userinfo userinfo) {
        this.userinfo = userinfo;
    }

    @GET
    public Uni<UserinfoClaims> get(@Context HttpHeaders headers) {
        return userinfo.of(BearerToken.from(headers));
    }

    /** The token is in the header (RFC 6750 §2.1) or in the form (§2.2). */
    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Uni<UserinfoClaims> post(
            @Context HttpHeaders headers, MultivaluedMap<String, String> form) {
        return userinfo.of(BearerToken.from(headers, FormParameters.of(form)));
    }
}
