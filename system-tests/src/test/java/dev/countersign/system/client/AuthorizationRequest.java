package dev.countersign.system.client;

import com.nimbusds.oauth2.sdk.pkce.CodeChallenge;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import java.net.URI;

/** A correct authorization request, to be sent as it is or spoilt on purpose. */
public record AuthorizationRequest(App app, CodeVerifier verifier, Form parameters) {

    public static final String ALL = "openid profile email offline_access accounts:read";

    public static AuthorizationRequest of(App app) {
        var verifier = new CodeVerifier();
        return new AuthorizationRequest(
                app,
                verifier,
                Form.of(
                        "response_type",
                        "code",
                        "client_id",
                        app.clientId(),
                        "redirect_uri",
                        app.redirectUri(),
                        "scope",
                        ALL,
                        "state",
                        "state-of-the-app",
                        "nonce",
                        "nonce-of-the-app",
                        "code_challenge",
                        CodeChallenge.compute(CodeChallengeMethod.S256, verifier).getValue(),
                        "code_challenge_method",
                        "S256"));
    }

    public AuthorizationRequest with(String name, String value) {
        return new AuthorizationRequest(app, verifier, parameters.with(name, value));
    }

    public AuthorizationRequest without(String name) {
        return new AuthorizationRequest(app, verifier, parameters.without(name));
    }

    public AuthorizationRequest and(String name, String value) {
        return new AuthorizationRequest(app, verifier, parameters.and(name, value));
    }

    /** The same, as a browser brings it that was pushed (RFC 9126 §4). */
    public AuthorizationRequest pushed(String requestUri) {
        return in("request_uri", requestUri);
    }

    /** The same, as a browser brings it in a request object (RFC 9101 §5). */
    public AuthorizationRequest signed(String requestObject) {
        return in("request", requestObject);
    }

    private AuthorizationRequest in(String parameter, String value) {
        return new AuthorizationRequest(
                app, verifier, Form.of("client_id", app.clientId(), parameter, value));
    }

    public String path() {
        return "/oauth2/authorize?" + parameters.encoded();
    }

    public URI at(Origin origin) {
        return origin.at(path());
    }
}
