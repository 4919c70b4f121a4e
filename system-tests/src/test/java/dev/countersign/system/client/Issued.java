package dev.countersign.system.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.SignedJWT;
import dev.countersign.desktop.http.Answer;
import java.io.IOException;
import java.text.ParseException;
import java.util.Map;

/** Tokens out of a token response; empty text where a token was not given. */
public record Issued(String accessToken, String refreshToken, String idToken, String scope) {

    public static Issued by(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return new Issued(
                answer.text("access_token"),
                answer.text("refresh_token"),
                answer.text("id_token"),
                answer.text("scope"));
    }

    /** The claims of the access token: for the API to read, and for tests. */
    public Map<String, Object> claims() {
        try {
            return SignedJWT.parse(accessToken).getJWTClaimsSet().toJSONObject();
        } catch (ParseException notAJwt) {
            throw new AssertionError(notAJwt);
        }
    }

    public Answer refresh(Origin origin, App app) throws IOException {
        return origin.post("/oauth2/token", app, refreshRequest());
    }

    public Form refreshRequest() {
        return Form.of("grant_type", "refresh_token", "refresh_token", refreshToken);
    }

    public Answer revokeAccessToken(Origin origin, App app) throws IOException {
        return origin.post("/oauth2/revoke", app, Form.of("token", accessToken));
    }

    public Answer revokeRefreshToken(Origin origin, App app) throws IOException {
        return origin.post("/oauth2/revoke", app, Form.of("token", refreshToken));
    }
}
