package dev.countersign.web.refusal;

import dev.countersign.protocol.error.OAuthException;
import jakarta.inject.Singleton;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Turns whatever an endpoint throws into an answer, after logging it. */
@Singleton
public final class RefusalMapper {

    @ServerExceptionMapper
    public Response refused(OAuthException refused, ContainerRequestContext request) {
        return answer(refused, request).build();
    }

    @ServerExceptionMapper
    public Response refusedByTheFramework(
            WebApplicationException thrown, ContainerRequestContext request) {
        Response.ResponseBuilder answer = answer(Refusals.of(thrown), request);
        String allow = thrown.getResponse().getHeaderString(HttpHeaders.ALLOW);
        // RFC 9110 §15.5.6: a 405 says what is allowed.
        return allow == null ? answer.build() : answer.header(HttpHeaders.ALLOW, allow).build();
    }

    @ServerExceptionMapper
    public Response failed(Throwable thrown, ContainerRequestContext request) {
        return answer(Refusals.of(thrown), request).build();
    }

    private Response.ResponseBuilder answer(
            OAuthException refused, ContainerRequestContext request) {
        RefusalLog.write(
                refused,
                request.getMethod() + " " + request.getUriInfo().getRequestUri().getRawPath());
        Response.ResponseBuilder answer =
                Response.status(refused.code().status())
                        .type(MediaType.APPLICATION_JSON_TYPE)
                        .entity(ErrorBody.of(refused));
        ErrorHeaders.of(refused).forEach(answer::header);
        return answer;
    }
}
