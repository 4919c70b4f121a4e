package dev.countersign.desktop.step;

import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import com.nimbusds.openid.connect.sdk.AuthenticationResponseParser;
import com.nimbusds.openid.connect.sdk.Nonce;
import dev.countersign.desktop.browser.HeadlessBrowser;
import dev.countersign.desktop.browser.Landing;
import java.net.URI;

/**
 * Someone who may see and end other people's access, with the web application that they use for it.
 * Both are played, also where a person plays the rest: nothing listens at the redirect URI.
 */
public record Administrator(
        HeadlessBrowser browser, ClientID application, Secret secret, URI redirectUri) {

    private static final Scope SCOPE = new Scope("openid", "tokens:read", "tokens:revoke");

    /** A token for the administration API, by a code flow of the application's own. */
    AccessToken signIn(AuthorizationServer server) throws Exception {
        AuthorizationServer seen = server.as(application, secret);
        var verifier = new CodeVerifier();
        var state = new State();
        URI page = CodeFlow.request(seen, SCOPE, redirectUri, verifier, state, new Nonce()).toURI();
        Landing.Page back = browser.visit(page, this::isTheCallback);
        var response = AuthenticationResponseParser.parse(back.address());
        StepFailed.unless(response.indicatesSuccess(), "a code", back);
        StepFailed.unless(state.equals(response.getState()), "the state that was sent", "another");
        AuthorizationCode code = response.toSuccessResponse().getAuthorizationCode();
        return seen.swap(code, redirectUri, verifier).granted().tokens().getAccessToken();
    }

    private boolean isTheCallback(URI address) {
        return address.toString().startsWith(redirectUri + "?");
    }
}
