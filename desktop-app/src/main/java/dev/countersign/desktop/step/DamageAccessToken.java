package dev.countersign.desktop.step;

import dev.countersign.desktop.terminal.Transcript;

/** A token that does not hold: 401, refresh, retry once. */
public record DamageAccessToken(
        Api api, AuthorizationServer server, Wallet wallet, Transcript transcript) implements Step {

    @Override
    public String title() {
        return "Damage the access token; refresh; retry";
    }

    @Override
    public void play() throws Exception {
        String damaged = Damage.of(wallet.accessToken().getValue());
        Api.mustRefuse(api.get("/accounts", damaged), 401, "invalid_token");
        transcript.good("refused: the app refreshes");
        String before = wallet.refreshToken().getValue();
        wallet.put(server.refresh(wallet.refreshToken()).granted().tokens());
        StepFailed.unless(
                !wallet.refreshToken().getValue().equals(before),
                "a new refresh token (rotation)",
                "the same one");
        Api.mustBeOk(api.get("/accounts", wallet.accessToken()));
        transcript.good("the retry succeeded; the refresh token was rotated");
    }
}
