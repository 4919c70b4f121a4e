package dev.countersign.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.desktop.http.Answer;
import dev.countersign.system.client.Administration;
import dev.countersign.system.client.AuthorizationRequest;
import dev.countersign.system.client.Authorized;
import dev.countersign.system.client.Form;
import dev.countersign.system.client.Issued;
import dev.countersign.system.client.Origin;
import dev.countersign.system.client.SigningApp;
import dev.countersign.system.client.Visitor;
import dev.countersign.system.stack.RunningStack;
import dev.countersign.system.stack.SystemTest;
import org.junit.jupiter.api.Test;

/** RFC 9126 §3, with RFC 9101: nothing of the request passes through the browser. */
@SystemTest
class PushedAuthorizationRequestIT {

    private static final String SCOPE = "openid profile accounts:read";

    private final RunningStack stack;
    private final Origin origin;

    PushedAuthorizationRequestIT(RunningStack stack) {
        this.stack = stack;
        this.origin = Origin.of(stack);
    }

    @Test
    void aSignedRequestThatAnAuthenticatedClientPushesEndsInTokens() throws Exception {
        SigningApp app =
                SigningApp.byKey(
                        new Administration(origin),
                        stack.issuer(),
                        "ES256",
                        "http://127.0.0.1:7781/callback");
        AuthorizationRequest request = AuthorizationRequest.of(app.app()).with("scope", SCOPE);

        Answer pushed =
                origin.post(
                        "/oauth2/par",
                        app.authenticate(Form.of("request", app.requestObject(request))));
        assertThat(pushed.status()).as(pushed.body()).isEqualTo(201);
        Authorized authorized =
                Visitor.alice(origin).authorize(request.pushed(pushed.text("request_uri")));

        assertThat(authorized.callback().parameter("state")).isEqualTo("state-of-the-app");
        Issued tokens =
                Issued.by(
                        origin.post("/oauth2/token", app.authenticate(authorized.tokenRequest())));
        assertThat(tokens.scope()).isEqualTo(SCOPE);
        assertThat(origin.get("/api/accounts", tokens.accessToken()).status()).isEqualTo(200);
    }
}
