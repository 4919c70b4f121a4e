package dev.countersign.resourceserver.jaxrs;

import dev.countersign.resourceserver.Accepted;
import dev.countersign.resourceserver.token.AccessToken;
import dev.countersign.resourceserver.token.BearerToken;
import jakarta.enterprise.context.RequestScoped;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The token of this request, for resources to inject. It is there in every method that {@link
 * RequiresScope} guards: verified, in force, and with the scopes named there.
 */
@RequestScoped
public class PresentedToken {

    private final AtomicReference<Accepted> accepted = new AtomicReference<>();

    PresentedToken() {}

    /** What the token says. */
    public AccessToken accessToken() {
        return present().token();
    }

    /** The token itself, to be sent on to the issuer (userinfo) and to nobody else. */
    public BearerToken bearer() {
        return present().bearer();
    }

    private Accepted present() {
        Accepted present = accepted.get();
        if (present == null) {
            throw new IllegalStateException("this method is open to all: there is no token");
        }
        return present;
    }

    /** Filled by the filter, which may be on another thread by then. */
    AtomicReference<Accepted> slot() {
        return accepted;
    }
}
