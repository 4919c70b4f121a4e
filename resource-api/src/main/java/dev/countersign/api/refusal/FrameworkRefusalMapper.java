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

    /** RFC 9110 §15.5.6. Every resource of this API is there to be read. */
    private static final String OFFERED = "GET, HEAD, OPTIONS";

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
        return refusal == ApiRefusal.METHOD_NOT_ALLOWED
                ? Response.fromResponse(response).header(HttpHeaders.ALLOW, OFFERED).build()
                : response;
    }
}
