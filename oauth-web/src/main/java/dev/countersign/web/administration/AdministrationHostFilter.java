package dev.countersign.web.administration;

import dev.countersign.clients.AdminAddress;
import dev.countersign.protocol.error.OAuthException;
import dev.countersign.protocol.error.Refusal;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ResourceInfo;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Where administration has a host of its own, it is answered there alone, and no other endpoint is:
 * elsewhere there is no such path.
 *
 * <p>The host is what {@code Host} says. What {@code X-Forwarded-Host} says counts only of trusted
 * proxies, and only where {@code quarkus.http.proxy.enable-forwarded-host} is set: on the local
 * stack, whose gateway overwrites it, and in no manifest. Whoever may reach this service with any
 * host can name the right one: this is for requests that went the wrong way, and stands behind the
 * routes, not in their place.
 */
public final class AdministrationHostFilter {

    private final AdminAddress address;

    AdministrationHostFilter(AdminAddress address) {
        this.address = address;
    }

    /** As the path is written: no method and no media type is told apart before. */
    @ServerRequestFilter(preMatching = true)
    public void checkPath(HttpServerRequest http) {
        check(String.valueOf(http.path()), http);
    }

    /** As it was matched, however it was written; before anybody is asked for a token. */
    @ServerRequestFilter(priority = Priorities.AUTHENTICATION)
    public void checkMethod(ResourceInfo resource, HttpServerRequest http) {
        check(AdministrationPath.of(resource.getResourceMethod()), http);
    }

    private void check(String path, HttpServerRequest http) {
        if (!address.answers(path, Optional.ofNullable(http.authority()).map(HostAndPort::host))) {
            throw new OAuthException(Refusal.PATH);
        }
    }
}
