package dev.countersign.desktop.step;

import com.nimbusds.oauth2.sdk.token.RefreshToken;
import dev.countersign.desktop.terminal.Transcript;

/** As at the end of the grant: the app has to ask the person again. */
public record DamageRefreshToken(AuthorizationServer server, Wallet wallet, Transcript transcript)
        implements Step {

    @Override
    public String title() {
        return "Damage the refresh token";
    }

    @Override
    public void play() throws Exception {
        var damaged = new RefreshToken(Damage.of(wallet.refreshToken().getValue()));
        server.refresh(damaged).refused("invalid_grant");
        wallet.forget();
        transcript.good("invalid_grant: the app forgets its tokens and asks to sign in again");
    }
}
