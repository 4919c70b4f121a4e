package dev.countersign.web.cors;

import dev.countersign.protocol.ClientId;
import dev.countersign.protocol.error.OAuthException;
import dev.countersign.protocol.error.Refusal;
import dev.countersign.protocol.request.Parameters;
import dev.countersign.web.request.JsonParameters;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;

/** Stands at an address that pages call: echoes, or refuses where it is told to. */
@Path("/auth/token")
@Produces(MediaType.APPLICATION_JSON)
public final class SampleTokenResource {

    private final CallingClient caller;

    SampleTokenResource(CallingClient caller) {
        this.caller = caller;
    }

    @POST
    @NonBlocking
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<String> token(@Nullable String json) {
        Parameters parameters = JsonParameters.of(json).eachOnce();
        caller.is(new ClientId(parameters.required("clientId")));
        return parameters.get("refuse").isPresent()
                ? Uni.createFrom().failure(new OAuthException(Refusal.CODE_UNKNOWN))
                : Uni.createFrom().item("{}");
    }
}
