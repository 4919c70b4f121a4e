package dev.countersign.system.client;

import dev.countersign.desktop.http.Answer;
import java.io.IOException;

/** An application that has a code in hand. */
public record Authorized(AuthorizationRequest request, Callback callback) {

    public String code() {
        return callback.parameter("code");
    }

    /** The token request of RFC 6749 §4.1.3 and RFC 7636 §4.5, without the client's credentials. */
    public Form tokenRequest() {
        return Form.of(
                "grant_type", "authorization_code",
                "code", code(),
                "redirect_uri", request.app().redirectUri(),
                "code_verifier", request.verifier().getValue());
    }

    public Answer redeem(Origin origin) throws IOException {
        return origin.post("/oauth2/token", request.app(), tokenRequest());
    }
}
