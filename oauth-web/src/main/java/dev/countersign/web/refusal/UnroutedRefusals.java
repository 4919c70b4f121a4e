package dev.countersign.web.refusal;

import dev.countersign.protocol.error.OAuthException;
import dev.countersign.protocol.error.Refusal;
import io.netty.handler.codec.http.multipart.HttpPostRequestDecoder.TooLongFormFieldException;
import io.quarkus.runtime.configuration.MemorySize;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Answers what never reaches an endpoint: too large a body, no such path. */
@Singleton
public final class UnroutedRefusals {

    private final long largestBody;
    private final BodyHandler chunked;

    UnroutedRefusals(
            @ConfigProperty(name = "quarkus.http.limits.max-body-size", defaultValue = "10240K")
                    MemorySize largestBody) {
        this.largestBody = largestBody.asLongValue();
        this.chunked = BodyHandler.create(false).setBodyLimit(this.largestBody);
    }

    void register(@Observes Router router) {
        // Before Quarkus's own check, which answers an announced length with a bare 413.
        router.route()
                .order(Integer.MIN_VALUE)
                .handler(this::checkLength)
                .failureHandler(context -> refuse(context, failure(context)));
        router.route().order(Integer.MIN_VALUE + 1).handler(this::readUnannounced);
        for (int status : List.of(400, 404, 405, 406, 413, 415)) {
            router.errorHandler(status, context -> refuse(context, Refusals.of(status, null)));
        }
    }

    private void checkLength(RoutingContext context) {
        if (announcedLength(context) <= largestBody) {
            context.next();
            return;
        }
        refuse(context, new OAuthException(Refusal.BODY_TOO_LARGE));
    }

    /**
     * A chunked body is read here, as far as the limit; Quarkus would cut it off with a bare 413.
     */
    private void readUnannounced(RoutingContext context) {
        if (context.request().getHeader(HttpHeaders.TRANSFER_ENCODING) == null) {
            context.next();
            return;
        }
        context.request().resume();
        chunked.handle(context);
    }

    private static OAuthException failure(RoutingContext context) {
        Throwable failure = context.failure();
        if (failure instanceof TooLongFormFieldException) {
            return new OAuthException(Refusal.BODY_TOO_LARGE);
        }
        return failure == null || context.statusCode() < 500
                ? Refusals.of(context.statusCode(), failure)
                : Refusals.of(failure);
    }

    private static long announcedLength(RoutingContext context) {
        String length = context.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        try {
            return length == null ? 0 : Long.parseLong(length);
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private static void refuse(RoutingContext context, OAuthException refused) {
        if (context.response().ended() || context.response().headWritten()) {
            return;
        }
        // Whatever is left of a refused body is not read.
        context.response().putHeader(HttpHeaders.CONNECTION, "close");
        RefusalLog.write(refused, context.request().method() + " " + context.request().path());
        write(context, refused, body(context, refused));
    }

    private static Response body(RoutingContext context, OAuthException refused) {
        boolean page = RefusalAnswer.wantsPage(context.request().getHeader(HttpHeaders.ACCEPT));
        return (page
                        ? RefusalAnswer.page(refused)
                        : RefusalAnswer.json(refused, context.request().path()))
                .build();
    }

    private static void write(RoutingContext context, OAuthException refused, Response body) {
        HttpServerResponse response = context.response().setStatusCode(body.getStatus());
        body.getStringHeaders().forEach(response::putHeader);
        ErrorHeaders.of(refused).forEach(response::putHeader);
        response.end((String) body.getEntity());
    }
}
