package dev.countersign.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.desktop.http.Answer;
import dev.countersign.desktop.http.Request;
import dev.countersign.system.client.App;
import dev.countersign.system.client.Issued;
import dev.countersign.system.client.Origin;
import dev.countersign.system.client.Refused;
import dev.countersign.system.client.Visitor;
import dev.countersign.system.stack.RunningStack;
import dev.countersign.system.stack.SystemTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 6750 and RFC 9068 §4, at the sample API and at userinfo. */
@SystemTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TokensAtTheApiIT {

    private final Origin origin;
    private final Issued tokens;

    TokensAtTheApiIT(RunningStack stack) throws IOException {
        this.origin = Origin.of(stack);
        this.tokens = Visitor.alice(origin).signIn(App.DESKTOP);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/me", "/api/accounts", "/oauth2/userinfo"})
    void whatIsNoAccessTokenOfOursIsRefused(String path) throws IOException {
        refused(path, "rubbish");
        refused(path, "a.b.c");
        refused(path, damaged());
        refused(path, unsigned());
        refused(path, tokens.idToken());
        refused(path, tokens.refreshToken());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/me", "/oauth2/userinfo"})
    void anotherSchemeIsNoToken(String path) throws IOException {
        Answer answer =
                origin.wire()
                        .send(
                                Request.get(origin.at(path))
                                        .with("Authorization", "Basic YWxpY2U6eA=="));

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("WWW-Authenticate").orElse("")).startsWith("Bearer");
    }

    /** RFC 9700 §4.3.2: addresses end up in logs. */
    @Test
    void aTokenInTheAddressIsNoToken() throws IOException {
        String path = "/api/me?access_token=" + tokens.accessToken();

        assertThat(origin.get(path).status()).isBetween(400, 401);
    }

    @Test
    void userInfoNeedsTheScopeOpenid() throws IOException {
        Issued without =
                Issued.by(
                        origin.post(
                                "/oauth2/token",
                                App.DESKTOP,
                                Visitor.alice(origin)
                                        .signIn(App.DESKTOP)
                                        .refreshRequest()
                                        .and("scope", "accounts:read")));

        Answer answer = origin.get("/oauth2/userinfo", without.accessToken());

        assertThat(answer.status()).isIn(401, 403);
        Refused.challenging(
                answer,
                answer.status(),
                answer.status() == 401 ? "invalid_token" : "insufficient_scope");
    }

    private void refused(String path, String token) throws IOException {
        Refused.challenging(origin.get(path, token), 401, "invalid_token");
    }

    private String damaged() {
        String token = tokens.accessToken();
        int at = token.length() - 30;
        char other = token.charAt(at) == 'A' ? 'B' : 'A';
        return token.substring(0, at) + other + token.substring(at + 1);
    }

    private String unsigned() {
        String payload = tokens.accessToken().split("\\.", 3)[1];
        String header = "{\"alg\":\"none\",\"typ\":\"at+jwt\"}";
        return Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(header.getBytes(StandardCharsets.UTF_8))
                + "."
                + payload
                + ".";
    }
}
