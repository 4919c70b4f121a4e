package dev.countersign.desktop.step;

import dev.countersign.desktop.terminal.Transcript;

/** RFC 7009: this one token is taken back, although the API checks tokens by itself. */
public record RevokeAccessToken(
        Api api,
        AuthorizationServer server,
        Wallet wallet,
        RevocationWatch watch,
        Transcript transcript)
        implements Step {

    @Override
    public String title() {
        return "Revoke the access token";
    }

    @Override
    public void play() throws Exception {
        server.revoke(wallet.accessToken());
        watch.untilRefused(wallet.accessToken());
        wallet.put(server.refresh(wallet.refreshToken()).granted().tokens());
        Api.mustBeOk(api.get("/me", wallet.accessToken()));
        transcript.good("only that token: a refreshed one is accepted");
    }
}
