package dev.countersign.web.refusal;

import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import dev.countersign.protocol.error.OAuthException;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import java.lang.reflect.Method;
import java.util.Arrays;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/** Turns whatever an endpoint throws into an answer, after logging it. */
@Singleton
public final class RefusalMapper {

    /** The property of a request under which its refusal is left for filters of the response. */
    public static final String REFUSED = OAuthException.class.getName();

    @ServerExceptionMapper
    public Response refused(
            OAuthException refused, ContainerRequestContext request, ResourceInfo resource) {
        return answer(refused, request, resource).build();
    }

    @ServerExceptionMapper
    public Response refusedByTheFramework(
            WebApplicationException thrown,
            ContainerRequestContext request,
            ResourceInfo resource) {
        ResponseBuilder answer = answer(Refusals.of(thrown), request, resource);
        String allow = thrown.getResponse().getHeaderString(HttpHeaders.ALLOW);
        // RFC 9110 §15.5.6: a 405 says what is allowed.
        return allow == null ? answer.build() : answer.header(HttpHeaders.ALLOW, allow).build();
    }

    /** A document that is JSON but not the one that is asked for. Its text is quoted nowhere. */
    @ServerExceptionMapper
    public Response refusedDocument(
            MismatchedInputException thrown,
            ContainerRequestContext request,
            ResourceInfo resource) {
        return answer(DocumentRefusals.of(thrown), request, resource).build();
    }

    @ServerExceptionMapper
    public Response failed(
            Throwable thrown, ContainerRequestContext request, ResourceInfo resource) {
        return answer(Refusals.of(thrown), request, resource).build();
    }

    private static ResponseBuilder answer(
            OAuthException refused, ContainerRequestContext request, ResourceInfo resource) {
        String path = request.getUriInfo().getRequestUri().getRawPath();
        RefusalLog.write(refused, request.getMethod() + " " + path);
        request.setProperty(REFUSED, refused);
        ResponseBuilder answer =
                isPage(request, resource)
                        ? RefusalAnswer.page(refused)
                        : RefusalAnswer.json(refused, path);
        ErrorHeaders.of(refused)
                .forEach((name, value) -> answer.header(name, null).header(name, value));
        return answer;
    }

    /** An endpoint of pages answers with a page; where there is no endpoint, the caller chooses. */
    private static boolean isPage(ContainerRequestContext request, ResourceInfo resource) {
        Method method = resource.getResourceMethod();
        return method == null
                ? RefusalAnswer.wantsPage(request.getHeaderString(HttpHeaders.ACCEPT))
                : producesPage(method.getAnnotation(Produces.class))
                        || producesPage(method.getDeclaringClass().getAnnotation(Produces.class));
    }

    private static boolean producesPage(@Nullable Produces produces) {
        return produces != null && Arrays.asList(produces.value()).contains(MediaType.TEXT_HTML);
    }
}
