package dev.countersign.api.refusal;

import dev.countersign.resourceserver.jaxrs.RefusedMapper;
import dev.countersign.resourceserver.refusal.Refused;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** A bug: the stack trace goes to the log, its id to the client. */
@Provider
@Singleton
public final class BugMapper implements ExceptionMapper<Throwable> {

    private final RefusedMapper refusals;

    BugMapper(RefusedMapper refusals) {
        this.refusals = refusals;
    }

    @Override
    public Response toResponse(Throwable bug) {
        return refusals.toResponse(Refused.because(ApiRefusal.SERVER_ERROR, bug));
    }
}
