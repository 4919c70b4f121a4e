package dev.countersign.system.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.desktop.http.Answer;
import dev.countersign.system.stack.Eventually;
import java.io.IOException;
import java.time.Duration;

/** All places where an access token is looked at: the API, introspection, userinfo. */
public record Everywhere(Origin origin) {

    private static final Duration SECOND = Duration.ofSeconds(1);

    public void assertWorks(Issued tokens) throws IOException {
        Answer api = api(tokens);
        assertThat(api.status()).as(api.body()).isEqualTo(200);
        assertThat(userinfo(tokens).status()).isEqualTo(200);
        assertThat(isActive(tokens)).isTrue();
    }

    /** The server's own answers wait for nothing, the API's at most for a second. */
    public void assertAccessTokenIsGone(Issued tokens) throws Exception {
        assertThat(isActive(tokens)).isFalse();
        Refused.challenging(userinfo(tokens), 401, "invalid_token");
        Refused.challenging(
                Eventually.within(SECOND, () -> api(tokens), it -> it.status() != 200),
                401,
                "invalid_token");
    }

    public void assertGone(Issued tokens, App app) throws Exception {
        Refused.with(tokens.refresh(origin, app), 400, "invalid_grant");
        assertAccessTokenIsGone(tokens);
    }

    private Answer api(Issued tokens) throws IOException {
        return origin.get("/api/accounts", tokens.accessToken());
    }

    private Answer userinfo(Issued tokens) throws IOException {
        return origin.get("/oauth2/userinfo", tokens.accessToken());
    }

    private boolean isActive(Issued tokens) throws IOException {
        Form token = Form.of("token", tokens.accessToken());
        return Boolean.TRUE.equals(
                origin.post("/oauth2/introspect", App.ACCOUNTS_API, token).json().get("active"));
    }
}
