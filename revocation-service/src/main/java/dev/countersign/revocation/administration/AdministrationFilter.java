package dev.countersign.revocation.administration;

import dev.countersign.protocol.Scope;
import dev.countersign.web.request.BearerToken;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.SecurityContext;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.security.Principal;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Stands before every resource method and looks at the method that was matched, not at how the path
 * was written. The token is read from the {@code Authorization} header only, never from a form, a
 * query or a cookie, and before the body is.
 */
public final class AdministrationFilter {

    private final Administrators administrators;

    AdministrationFilter(Administrators administrators) {
        this.administrators = administrators;
    }

    @ServerRequestFilter
    public Uni<Void> letIn(
            ContainerRequestContext request,
            ResourceInfo resource,
            HttpHeaders headers,
            HttpServerRequest http) {
        Method method = resource.getResourceMethod();
        RequiresAdministration required = method.getAnnotation(RequiresAdministration.class);
        if (required == null) {
            return isAdministration(method)
                    ? Uni.createFrom()
                            .failure(new IllegalStateException(method + " is not guarded"))
                    : Uni.createFrom().voidItem();
        }
        return Uni.createFrom()
                .item(() -> BearerToken.from(headers))
                .flatMap(
                        token ->
                                administrators.admit(
                                        token, new Scope(required.value()), address(http)))
                .invoke(
                        administrator ->
                                request.setSecurityContext(new LetIn(administrator, http.isSSL())))
                .replaceWithVoid();
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

    static boolean isAdministration(Method method) {
        String path = path(method.getDeclaringClass()) + path(method);
        return (path + "/").startsWith("/admin/");
    }

    /** With one slash before each part and none after it. */
    private static String path(AnnotatedElement element) {
        Path path = element.getAnnotation(Path.class);
        String text = path == null ? "" : path.value().replaceAll("^/+|/+$", "");
        return text.isEmpty() ? "" : "/" + text;
    }

    private static Optional<String> address(HttpServerRequest http) {
        return Optional.ofNullable(http.remoteAddress()).map(SocketAddress::hostAddress);
    }
}
