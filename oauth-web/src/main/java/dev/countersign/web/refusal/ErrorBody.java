package dev.countersign.web.refusal;

import dev.countersign.protocol.error.OAuthException;
import io.vertx.core.json.JsonObject;

/** The JSON rendering, RFC 6749 §5.2, with the id that an operator can look up. */
final class ErrorBody {

    private ErrorBody() {}

    static String of(OAuthException refused) {
        return new JsonObject()
                .put("error", refused.code().word())
                .put("error_description", ErrorText.of(refused))
                .put("error_id", refused.id().value())
                .encode();
    }
}
