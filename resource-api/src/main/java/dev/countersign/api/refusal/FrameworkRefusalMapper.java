package dev.countersign.api.refusal;

import dev.countersign.resourceserver.jaxrs.RefusedMapper;
import dev.countersign.resourceserver.refusal.Refused;
import jakarta.inject.Singleton;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** No such path, method or type: refused like all else, with an {@code error_id}. */
@Provider
@Singleton
public final class FrameworkRefusalMapper implements ExceptionMapper<WebApplicationException> {

    private final RefusedMapper refusals;

    FrameworkRefusalMapper(RefusedMapper refusals) {
        this.refusals = refusals;
    }

    @Override
    public Response toResponse(WebApplicationException exception) {
        ApiRefusal refusal = ApiRefusal.ofStatus(exception.getResponse().getStatus());
        Response response =
                refusals.toResponse(
                        refusal == ApiRefusal.SERVER_ERROR
                                ? Refused.because(refusal, exception)
                                : new Refused(refusal));
        Object allow = exception.getResponse().getHeaders().getFirst(HttpHeaders.ALLOW);
        return allow == null
                ? response
                : Response.fromResponse(response).header(HttpHeaders.ALLOW, allow).build();
    }
}
