package dev.countersign.resourceserver.jaxrs;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.resourceserver.refusal.AccessRefusal;
import dev.countersign.resourceserver.refusal.ErrorId;
import dev.countersign.resourceserver.refusal.Refusal;
import dev.countersign.resourceserver.refusal.Refused;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.util.ArrayList;
import java.util.List;

/**
 * Answers a refusal: a challenge of RFC 6750 §3, a JSON body with the same words and an {@code
 * error_id}, and a line in the log that has the id too.
 */
@jakarta.ws.rs.ext.Provider
@Singleton
public final class RefusedMapper implements ExceptionMapper<Refused> {

    private static final System.Logger LOG = System.getLogger(RefusedMapper.class.getName());

    /** Looked up at the first refusal: mappers are made before there are settings. */
    private final Provider<ResourceIdentifier> resource;

    RefusedMapper(Provider<ResourceIdentifier> resource) {
        this.resource = resource;
    }

    @Override
    public Response toResponse(Refused refused) {
        Refusal refusal = refused.refusal();
        ErrorId id = ErrorId.random();
        log(refused, id);
        Response.ResponseBuilder response =
                Response.status(refusal.status())
                        .type(MediaType.APPLICATION_JSON_TYPE)
                        .header(HttpHeaders.CACHE_CONTROL, "no-store")
                        .entity(body(refusal, id));
        if (challenges(refusal)) {
            response.header(HttpHeaders.WWW_AUTHENTICATE, challenge(refused));
        }
        refusal.retryAfter()
                .ifPresent(delay -> response.header(HttpHeaders.RETRY_AFTER, delay.toSeconds()));
        return response.build();
    }

    /** A stack trace for bugs only; that a store or the issuer is away fits on the line. */
    private static void log(Refused refused, ErrorId id) {
        Refusal refusal = refused.refusal();
        Throwable cause = refused.getCause();
        String line =
                "refused error_id=%s %s (%s): %s %s %s"
                        .formatted(
                                id,
                                refusal.name(),
                                refusal.clause(),
                                refusal.log(),
                                refused.detail(),
                                cause == null ? "" : cause);
        if (refusal.status() == 500) {
            LOG.log(System.Logger.Level.ERROR, line, cause);
        } else {
            LOG.log(System.Logger.Level.INFO, line.strip());
        }
    }

    private static String body(Refusal refusal, ErrorId id) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        refusal.error().ifPresent(error -> json.put("error", error));
        return json.put("error_description", refusal.description())
                .put("error_id", id.value())
                .toString();
    }

    private static boolean challenges(Refusal refusal) {
        return switch (refusal.status()) {
            case 401, 403 -> true;
            case 400 -> refusal instanceof AccessRefusal;
            default -> false;
        };
    }

    private String challenge(Refused refused) {
        List<String> parameters = new ArrayList<>();
        refused.refusal()
                .error()
                .ifPresent(
                        error -> {
                            parameters.add(quoted("error", error));
                            parameters.add(
                                    quoted("error_description", refused.refusal().description()));
                        });
        if (!refused.scopes().isEmpty()) {
            parameters.add(quoted("scope", String.join(" ", refused.scopes())));
        }
        // RFC 9728 §5.1
        resource.get()
                .metadata()
                .ifPresent(uri -> parameters.add(quoted("resource_metadata", uri.toString())));
        return parameters.isEmpty() ? "Bearer" : "Bearer " + String.join(", ", parameters);
    }

    private static String quoted(String name, String value) {
        return name + "=\"" + value + '"';
    }
}
