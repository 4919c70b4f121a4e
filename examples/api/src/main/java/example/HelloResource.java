package example;

import dev.countersign.resourceserver.jaxrs.PresentedToken;
import dev.countersign.resourceserver.jaxrs.RequiresScope;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

@Path("/api/hello")
public class HelloResource {
    @Inject PresentedToken presented;

    @GET
    @RequiresScope("accounts:read")
    public String hello() {
        return "Hello " + presented.accessToken().subject();
    }
}
