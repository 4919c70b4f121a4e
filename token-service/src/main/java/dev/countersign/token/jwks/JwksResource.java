package dev.countersign.token.jwks;

import dev.countersign.jose.JwkSet;
import dev.countersign.jose.KeyRing;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestResponse;

/** Serves the JWK Set; the applications of the JSON dialect know it by an address of their own. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class JwksResource {

    private static final Logger LOG = Logger.getLogger(JwksResource.class);

    private static final Duration FIRST_WAIT = Duration.ofMillis(500);
    private static final int TRIES = 5;

    private final KeyRing keys;

    JwksResource(KeyRing keys) {
        this.keys = keys;
    }

    /** So that the first request finds a key. A store that is away is no reason not to start. */
    void makeFirstKey(@Observes StartupEvent event) {
        keys.start()
                .onFailure()
                .retry()
                .withBackOff(FIRST_WAIT)
                .atMost(TRIES)
                .subscribe()
                .with(
                        done -> LOG.info("The signing keys are read"),
                        failure -> LOG.warnf("The signing keys cannot be read yet: %s", failure));
    }

    @GET
    @Path("oauth2/jwks")
    public Uni<RestResponse<String>> jwks() {
        return keys.published().map(JwksResource::answer);
    }

    @GET
    @Path("auth/.well-known/jwks.json")
    public Uni<RestResponse<String>> jwksOfTheDialect() {
        return jwks();
    }

    /** Kept for no longer than a verifier waits before it asks for an unknown key again. */
    private static RestResponse<String> answer(JwkSet keys) {
        return RestResponse.ResponseBuilder.ok(keys.toJson())
                .header(HttpHeaders.CACHE_CONTROL, "public, max-age=5")
                .header("Access-Control-Allow-Origin", "*")
                .build();
    }
}
