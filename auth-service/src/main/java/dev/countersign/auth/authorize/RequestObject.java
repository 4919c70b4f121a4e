package dev.countersign.auth.authorize;

import dev.countersign.protocol.error.OAuthException;
import dev.countersign.protocol.error.Refusal;
import dev.countersign.protocol.request.Parameters;

/** The step of request objects, OpenID Connect Core 1.0 §6: not supported, and saying so. */
final class RequestObject {

    private RequestObject() {}

    static void refuse(Parameters parameters) {
        if (parameters.get("request").isPresent()) {
            throw new OAuthException(Refusal.REQUEST_OBJECT);
        }
        if (parameters.get("request_uri").isPresent()) {
            throw new OAuthException(Refusal.REQUEST_OBJECT_URI);
        }
    }
}
