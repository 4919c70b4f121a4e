package dev.countersign.desktop.step;

import com.nimbusds.jwt.JWT;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import com.nimbusds.oauth2.sdk.token.Tokens;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import java.util.Optional;

/** The tokens, in memory only; a real app uses the system's key store for the refresh token. */
public final class Wallet {

    private Optional<AccessToken> accessToken = Optional.empty();
    private Optional<RefreshToken> refreshToken = Optional.empty();

    private Optional<JWT> idToken = Optional.empty();

    /** A refresh token that is not replaced stays (RFC 6749 §6). */
    void put(Tokens tokens) {
        accessToken = Optional.of(tokens.getAccessToken());
        refreshToken = Optional.ofNullable(tokens.getRefreshToken()).or(() -> refreshToken);
        idToken =
                tokens instanceof OIDCTokens oidc
                        ? Optional.ofNullable(oidc.getIDToken())
                        : Optional.empty();
    }

    AccessToken accessToken() {
        return accessToken.orElseThrow(() -> new IllegalStateException("not signed in"));
    }

    RefreshToken refreshToken() {
        return refreshToken.orElseThrow(() -> new IllegalStateException("no refresh token"));
    }

    /** The one that came with the latest tokens. */
    Optional<JWT> idToken() {
        return idToken;
    }

    boolean isEmpty() {
        return accessToken.isEmpty() && refreshToken.isEmpty();
    }

    void forget() {
        accessToken = Optional.empty();
        refreshToken = Optional.empty();
        idToken = Optional.empty();
    }
}
