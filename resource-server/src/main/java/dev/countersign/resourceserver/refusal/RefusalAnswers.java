package dev.countersign.resourceserver.refusal;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Words a refusal: a challenge of RFC 6750 §3, a JSON body with the same words and an {@code
 * error_id}, and a line in the log that has the id too.
 */
public final class RefusalAnswers {

    private static final System.Logger LOG = System.getLogger(RefusalAnswers.class.getName());

    private final Optional<URI> metadata;

    /**
     * @param metadata where the API describes itself (RFC 9728 §5.1)
     */
    public RefusalAnswers(Optional<URI> metadata) {
        this.metadata = metadata;
    }

    /** Each call is one refusal: it gets an id of its own and is logged. */
    public RefusalAnswer to(Refused refused) {
        Refusal refusal = refused.refusal();
        ErrorId id = ErrorId.random();
        log(refused, id);
        Map<String, String> headers = new HashMap<>();
        headers.put("Content-Type", "application/json");
        headers.put("Cache-Control", "no-store");
        if (challenges(refusal)) {
            headers.put("WWW-Authenticate", challenge(refused));
        }
        refusal.retryAfter()
                .ifPresent(delay -> headers.put("Retry-After", Long.toString(delay.toSeconds())));
        return new RefusalAnswer(refusal.status(), headers, body(refusal, id));
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
        metadata.ifPresent(uri -> parameters.add(quoted("resource_metadata", uri.toString())));
        return parameters.isEmpty() ? "Bearer" : "Bearer " + String.join(", ", parameters);
    }

    private static String quoted(String name, String value) {
        return name + "=\"" + value + '"';
    }
}
