package dev.countersign.resourceserver.jaxrs;

import dev.countersign.resourceserver.ResourceServer;
import dev.countersign.resourceserver.refusal.RefusalAnswer;
import dev.countersign.resourceserver.refusal.Refused;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;

/** Answers a refusal as {@link ResourceServer#answer} words it. */
@jakarta.ws.rs.ext.Provider
@Singleton
public final class RefusedMapper implements ExceptionMapper<Refused> {

    /** Looked up at the first refusal: mappers are made before there are settings. */
    private final Provider<ResourceServer> core;

    RefusedMapper(Provider<ResourceServer> core) {
        this.core = core;
    }

    @Override
    public Response toResponse(Refused refused) {
        RefusalAnswer answer = core.get().answer(refused);
        Response.ResponseBuilder response = Response.status(answer.status()).entity(answer.body());
        answer.headers().forEach(response::header);
        return response.build();
    }
}
