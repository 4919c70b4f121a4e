package dev.countersign.auth.authorize;

import dev.countersign.clients.Application;
import dev.countersign.protocol.GrantType;
import dev.countersign.protocol.error.OAuthException;
import dev.countersign.protocol.error.Refusal;
import dev.countersign.protocol.request.Parameters;

/** The step of {@code response_type} and {@code response_mode}: a code, in the query. */
final class ResponseType {

    private ResponseType() {}

    static void check(Parameters parameters, Application application) {
        if (!parameters.required("response_type").equals("code")) {
            throw new OAuthException(Refusal.RESPONSE_TYPE_UNSUPPORTED);
        }
        if (parameters.get("response_mode").filter(it -> !it.equals("query")).isPresent()) {
            throw new OAuthException(Refusal.RESPONSE_MODE_UNSUPPORTED);
        }
        if (!application.mayUse(GrantType.AUTHORIZATION_CODE)) {
            throw new OAuthException(Refusal.GRANT_TYPE_NOT_REGISTERED);
        }
    }
}
