package dev.countersign.auth.authorize;

import dev.countersign.protocol.error.OAuthException;
import dev.countersign.protocol.error.Refusal;
import dev.countersign.protocol.request.Parameters;

/**
 * The step of what is not supported, and says so: requests that would have to be fetched (OpenID
 * Connect Core 1.0 §6.2), and registration by the request itself (§7.2.1).
 */
final class UnsupportedParameters {

    private UnsupportedParameters() {}

    static void refuse(Parameters parameters) {
        if (parameters.get("request_uri").isPresent()) {
            throw new OAuthException(Refusal.REQUEST_OBJECT_URI);
        }
        if (parameters.get("request").isPresent()) {
            // what can be opened has been assembled before
            throw new OAuthException(Refusal.REQUEST_OBJECT);
        }
        if (parameters.get("registration").isPresent()) {
            throw new OAuthException(Refusal.REGISTRATION);
        }
    }
}
