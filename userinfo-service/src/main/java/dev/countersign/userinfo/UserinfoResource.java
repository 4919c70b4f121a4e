package dev.countersign.userinfo;

import dev.countersign.web.cors.CallingClient;
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
import org.jboss.resteasy.reactive.RestResponse;

/**
 * The UserInfo endpoint, OpenID Connect Core 1.0 §5.3.1: GET and POST, by a bearer token. Whether
 * it answers JSON or a JWT is for the registration to say, not for the header {@code Accept}.
 */
@Path("/oauth2/userinfo")
@Produces({MediaType.APPLICATION_JSON, UserinfoResource.JWT})
public final class UserinfoResource {

    /** RFC 7519 §10.3.1. */
    static final String JWT = "application/jwt";

    private final Userinfo userinfo;
    private final CallingClient caller;

    UserinfoResource(Userinfo userinfo, CallingClient caller) {
        this.userinfo = userinfo;
        this.caller = caller;
    }

    @GET
    public Uni<RestResponse<Object>> get(@Context HttpHeaders headers) {
        return answer(BearerToken.from(headers));
    }

    /** The token is in the header (RFC 6750 §2.1) or in the form (§2.2). */
    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Uni<RestResponse<Object>> post(
            @Context HttpHeaders headers, MultivaluedMap<String, String> form) {
        return answer(BearerToken.from(headers, FormParameters.of(form)));
    }

    private Uni<RestResponse<Object>> answer(BearerToken token) {
        return userinfo.of(token, caller.named()).map(UserinfoResource::rendered);
    }

    private static RestResponse<Object> rendered(UserinfoAnswer answer) {
        return switch (answer) {
            case UserinfoAnswer.Json(UserinfoClaims claims) ->
                    RestResponse.ResponseBuilder.<Object>ok(claims, MediaType.APPLICATION_JSON)
                            .build();
            case UserinfoAnswer.Signed(String jwt) ->
                    RestResponse.ResponseBuilder.<Object>ok(jwt, JWT).build();
        };
    }
}
