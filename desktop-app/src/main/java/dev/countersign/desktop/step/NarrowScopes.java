package dev.countersign.desktop.step;

import com.nimbusds.oauth2.sdk.Scope;
import dev.countersign.desktop.terminal.Transcript;

/** RFC 6749 §6: less for this access token, never more; the grant keeps its scope. */
public record NarrowScopes(
        Api api, AuthorizationServer server, Wallet wallet, Scope scope, Transcript transcript)
        implements Step {

    private static final Scope NARROW = new Scope("openid", "profile");

    @Override
    public String title() {
        return "Narrow the scopes of the next access token";
    }

    @Override
    public void play() throws Exception {
        var narrow = server.refresh(wallet.refreshToken(), NARROW).granted();
        wallet.put(narrow.tokens());
        StepFailed.unless(narrow.scope().equals(NARROW), "scope " + NARROW, narrow.scope());
        Api.mustBeOk(api.get("/me", wallet.accessToken()));
        Api.mustRefuse(api.get("/accounts", wallet.accessToken()), 403, "insufficient_scope");
        transcript.good("enough for /me, too little for /accounts");

        server.refresh(wallet.refreshToken(), new Scope("openid", "admin:everything"))
                .refused("invalid_scope");
        transcript.good("wider than what was granted: invalid_scope");

        var whole = server.refresh(wallet.refreshToken()).granted();
        wallet.put(whole.tokens());
        StepFailed.unless(
                whole.scope().containsAll(scope), "the grant's scope again: " + scope, whole);
        Api.mustBeOk(api.get("/accounts", wallet.accessToken()));
        transcript.good("the refresh token kept the grant's scope");
    }
}
