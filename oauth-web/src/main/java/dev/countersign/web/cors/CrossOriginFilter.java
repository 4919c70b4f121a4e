package dev.countersign.web.cors;

import dev.countersign.clients.Application;
import dev.countersign.clients.ApplicationCache;
import dev.countersign.protocol.Origin;
import dev.countersign.protocol.error.OAuthException;
import dev.countersign.protocol.error.Refusal;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.jspecify.annotations.Nullable;

/**
 * The CORS protocol of the Fetch Standard, for the endpoints that pages call. A preflight names no
 * application, so it is answered for the origins of all enabled ones; the call itself may be read
 * by pages of the calling application alone.
 */
public final class CrossOriginFilter {

    private static final Logger LOG = Logger.getLogger(CrossOriginFilter.class);

    private static final Set<String> PATHS =
            Set.of("/oauth2/token", "/oauth2/revoke", "/oauth2/userinfo", "/auth", "/auth/token");

    private static final String ALLOW_ORIGIN = "Access-Control-Allow-Origin";

    /** In which an API's challenge is (RFC 6750 §3). */
    private static final String EXPOSED = HttpHeaders.WWW_AUTHENTICATE;

    private final ApplicationCache applications;
    private final CallingClient caller;

    CrossOriginFilter(ApplicationCache applications, CallingClient caller) {
        this.applications = applications;
        this.caller = caller;
    }

    /** Before a resource is looked for: none of them answers OPTIONS itself. */
    @ServerRequestFilter(preMatching = true)
    public Uni<Response> preflight(ContainerRequestContext request) {
        boolean preflight =
                request.getMethod().equals("OPTIONS")
                        && PATHS.contains(path(request))
                        && request.getHeaderString("Access-Control-Request-Method") != null;
        if (!preflight) {
            return Uni.createFrom().nullItem();
        }
        Optional<Origin> origin = origin(request);
        return origin.map(applications::someAllows)
                .orElseGet(() -> Uni.createFrom().item(false))
                .map(allowed -> answer(origin.filter(it -> allowed)));
    }

    private static Response answer(Optional<Origin> origin) {
        Origin allowed = origin.orElseThrow(() -> new OAuthException(Refusal.ORIGIN_FOREIGN));
        return Response.noContent()
                .header(ALLOW_ORIGIN, allowed.value())
                .header("Access-Control-Allow-Methods", "GET, POST")
                .header("Access-Control-Allow-Headers", "authorization, content-type")
                .header("Access-Control-Max-Age", "600")
                .header(HttpHeaders.VARY, "Origin")
                .build();
    }

    /** Refusals too: a page is to read why. */
    @ServerResponseFilter
    public Uni<Void> readable(ContainerRequestContext request, ContainerResponseContext response) {
        if (!PATHS.contains(path(request)) || request.getMethod().equals("OPTIONS")) {
            return Uni.createFrom().voidItem();
        }
        MultivaluedMap<String, Object> headers = response.getHeaders();
        // also without an origin: what a cache keeps must not go to another one
        headers.add(HttpHeaders.VARY, "Origin");
        Optional<Origin> origin = origin(request);
        if (origin.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return callersApplication()
                .invoke(
                        application -> {
                            if (application
                                    .filter(it -> it.allowsPagesOf(origin.get()))
                                    .isPresent()) {
                                headers.putSingle(ALLOW_ORIGIN, origin.get().value());
                                headers.putSingle("Access-Control-Expose-Headers", EXPOSED);
                            }
                        })
                .replaceWithVoid();
    }

    /** Whether or not the application can be read, the answer that stands is given. */
    private Uni<Optional<Application>> callersApplication() {
        return caller.id()
                .map(applications::find)
                .orElseGet(() -> Uni.createFrom().item(Optional.empty()))
                .map(found -> found.filter(Application::enabled))
                .onFailure()
                .invoke(failure -> LOG.debugf("No page may read the answer: %s", failure))
                .onFailure()
                .recoverWithItem(Optional.empty());
    }

    private static String path(ContainerRequestContext request) {
        return String.valueOf(request.getUriInfo().getRequestUri().getRawPath());
    }

    private static Optional<Origin> origin(ContainerRequestContext request) {
        @Nullable String header = request.getHeaderString("Origin");
        try {
            return Optional.ofNullable(header).map(Origin::new);
        } catch (IllegalArgumentException notOne) {
            return Optional.empty();
        }
    }
}
