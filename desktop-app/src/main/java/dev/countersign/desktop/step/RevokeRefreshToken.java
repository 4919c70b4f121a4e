package dev.countersign.desktop.step;

import dev.countersign.desktop.terminal.Transcript;

/** The whole grant is taken back, with every access token that came from it. */
public record RevokeRefreshToken(
        AuthorizationServer server, Wallet wallet, RevocationWatch watch, Transcript transcript)
        implements Step {

    @Override
    public String title() {
        return "Revoke the refresh token";
    }

    @Override
    public void play() throws Exception {
        server.revoke(wallet.refreshToken());
        watch.untilRefused(wallet.accessToken());
        server.refresh(wallet.refreshToken()).refused("invalid_grant");
        transcript.good("the grant is gone: access token and refresh token");
    }
}
