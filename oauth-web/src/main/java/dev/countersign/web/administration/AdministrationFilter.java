package dev.countersign.web.administration;

import dev.countersign.clients.AdminPages;
import dev.countersign.protocol.ClientId;
import dev.countersign.protocol.Scope;
import dev.countersign.protocol.error.OAuthException;
import dev.countersign.protocol.error.Refusal;
import dev.countersign.web.administration.Administrators.Asked;
import dev.countersign.web.refusal.RefusalMapper;
import dev.countersign.web.request.BearerToken;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.SecurityContext;
import java.lang.reflect.Method;
import java.security.Principal;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.jspecify.annotations.Nullable;

/**
 * Stands before every resource method and looks at the method that was matched, not at how the path
 * was written. The token is read from the {@code Authorization} header only, never from a form, a
 * query or a cookie, and before the body is.
 */
public final class AdministrationFilter {

    private static final String ASKED = Asked.class.getName();

    private final Administrators administrators;
    private final Refused refused;

    AdministrationFilter(Administrators administrators, Refused refused) {
        this.administrators = administrators;
        this.refused = refused;
    }

    /** Null where there is nothing to wait for. */
    @ServerRequestFilter
    public @Nullable Uni<Void> letIn(
            ContainerRequestContext request,
            ResourceInfo resource,
            HttpHeaders headers,
            HttpServerRequest http) {
        Method method = resource.getResourceMethod();
        RequiresAdministration required = method.getAnnotation(RequiresAdministration.class);
        if (required == null) {
            return AdministrationPath.mayBeOpen(method)
                    ? null
                    : Uni.createFrom()
                            .failure(new IllegalStateException(method + " is not guarded"));
        }
        return Uni.createFrom()
                .item(() -> BearerToken.from(headers))
                .flatMap(
                        token -> {
                            Asked asked = asked(request, method, required, http);
                            request.setProperty(ASKED, asked);
                            return administrators
                                    .admit(token, asked)
                                    .invoke(
                                            it ->
                                                    request.setSecurityContext(
                                                            new LetIn(it, http.isSSL())))
                                    .invoke(() -> checkIsOurs(asked));
                        })
                .replaceWithVoid();
    }

    /** The server's own application is what each start declares, and nobody changes it. */
    private static void checkIsOurs(Asked asked) {
        if (!asked.reads() && asked.application().filter(AdminPages.CLIENT::equals).isPresent()) {
            throw new OAuthException(Refusal.ADMINISTRATION_ITSELF);
        }
    }

    /** What was refused to somebody who was let in is an audit record, as what was done is. */
    @ServerResponseFilter
    public @Nullable Uni<Void> recordRefusal(
            ContainerRequestContext request, ContainerResponseContext response) {
        return request.getProperty(RefusalMapper.REFUSED) instanceof OAuthException why
                        && request.getProperty(ASKED) instanceof Asked asked
                        && asked.recordsRefusals()
                        && request.getSecurityContext() instanceof LetIn letIn
                ? refused.record(letIn.administrator(), asked, why)
                : null;
    }

    private static Asked asked(
            ContainerRequestContext request,
            Method method,
            RequiresAdministration required,
            HttpServerRequest http) {
        return new Asked(
                new Scope(required.value()),
                required.least(),
                required.recordsRefusals(),
                HttpMethod.GET.equals(request.getMethod()),
                application(request),
                request.getMethod() + " " + AdministrationPath.of(method),
                Optional.ofNullable(http.remoteAddress()).map(SocketAddress::hostAddress));
    }

    private static Optional<ClientId> application(ContainerRequestContext request) {
        String text = request.getUriInfo().getPathParameters().getFirst("client_id");
        try {
            return Optional.ofNullable(text).map(ClientId::new);
        } catch (IllegalArgumentException e) {
            // never empty, which would stand for any application
            throw new OAuthException(Refusal.UNKNOWN);
        }
    }

    /** Roles are read once, by whoever let the administrator in. */
    private record LetIn(Administrator administrator, boolean isSecure) implements SecurityContext {

        @Override
        public Principal getUserPrincipal() {
            return administrator;
        }

        @Override
        public boolean isUserInRole(String role) {
            return false;
        }

        @Override
        public String getAuthenticationScheme() {
            return "Bearer";
        }
    }
}
