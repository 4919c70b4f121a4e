package dev.countersign.web.refusal;

import dev.countersign.clients.AdminAddress;
import dev.countersign.protocol.error.ErrorCode;
import dev.countersign.protocol.error.OAuthException;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * The rendering of administration, RFC 9457 §3: a problem of no type of its own (§4.2.1), whose
 * {@code error} is the code of the specs, with the id that an operator can look up and the fields
 * that are wrong.
 */
final class ProblemBody {

    static final String MEDIA_TYPE = "application/problem+json";

    private ProblemBody() {}

    /** Whether what is asked for there is refused in this form. */
    static boolean isUsedAt(@Nullable String path) {
        return path != null && AdminAddress.isAdministration(path);
    }

    static String of(OAuthException refused) {
        JsonObject problem =
                new JsonObject()
                        .put("type", "about:blank")
                        .put("title", title(refused.code()))
                        .put("status", refused.code().status())
                        .put("detail", ErrorText.of(refused))
                        .put("error", refused.code().word())
                        .put("error_id", refused.id().value());
        if (!refused.fields().isEmpty()) {
            JsonArray errors = new JsonArray();
            refused.fields()
                    .forEach(
                            it ->
                                    errors.add(
                                            new JsonObject()
                                                    .put("field", it.field())
                                                    .put("detail", it.detail())));
            problem.put("errors", errors);
        }
        return problem.encode();
    }

    /** RFC 9457 §4.2.1: of {@code about:blank}, the phrase of the status. */
    private static String title(ErrorCode code) {
        return HttpResponseStatus.valueOf(code.status()).reasonPhrase();
    }
}
