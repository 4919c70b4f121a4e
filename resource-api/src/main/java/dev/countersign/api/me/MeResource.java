package dev.countersign.api.me;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countersign.resourceserver.jaxrs.PresentedToken;
import dev.countersign.resourceserver.jaxrs.RequiresScope;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** The person the token acts for, with the claims that its scopes allow. */
@Singleton
@Path("/api/me")
public final class MeResource {

    private final UserInfo userInfo;
    private final PresentedToken presented;

    MeResource(UserInfo userInfo, PresentedToken presented) {
        this.userInfo = userInfo;
        this.presented = presented;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @RequiresScope("profile")
    public Uni<JsonNode> me() {
        return userInfo.of(presented.bearer(), presented.accessToken());
    }
}
