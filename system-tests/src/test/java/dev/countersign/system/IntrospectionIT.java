package dev.countersign.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.desktop.http.Answer;
import dev.countersign.system.client.App;
import dev.countersign.system.client.Form;
import dev.countersign.system.client.Issued;
import dev.countersign.system.client.Origin;
import dev.countersign.system.client.Refused;
import dev.countersign.system.client.Visitor;
import dev.countersign.system.stack.RunningStack;
import dev.countersign.system.stack.SystemTest;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** RFC 7662: who may see which token. */
@SystemTest
class IntrospectionIT {

    private static final Map<String, Object> INACTIVE = Map.of("active", false);

    private final Origin origin;

    IntrospectionIT(RunningStack stack) {
        this.origin = Origin.of(stack);
    }

    private Answer introspect(App caller, String token) throws IOException {
        return origin.post("/oauth2/introspect", caller, Form.of("token", token));
    }

    @Test
    void anApiSeesATokenOfItsAudience() throws IOException {
        Issued tokens = Visitor.alice(origin).signIn(App.DESKTOP);

        Answer seen = introspect(App.ACCOUNTS_API, tokens.accessToken());

        assertThat(seen.status()).isEqualTo(200);
        assertThat(seen.json())
                .containsEntry("active", true)
                .containsEntry("client_id", "desktop-app")
                .containsEntry("sub", tokens.claims().get("sub"));
    }

    @Test
    void aRevokedTokenIsInactiveAtOnce() throws IOException {
        Issued tokens = Visitor.alice(origin).signIn(App.DESKTOP);
        tokens.revokeAccessToken(origin, App.DESKTOP);

        assertThat(introspect(App.ACCOUNTS_API, tokens.accessToken()).json()).isEqualTo(INACTIVE);
    }

    @Test
    void withItsGrantEveryTokenIsInactiveAtOnce() throws IOException {
        Issued tokens = Visitor.alice(origin).signIn(App.DESKTOP);
        tokens.revokeRefreshToken(origin, App.DESKTOP);

        assertThat(introspect(App.ACCOUNTS_API, tokens.accessToken()).json()).isEqualTo(INACTIVE);
    }

    @Test
    void aConfidentialClientSeesItsOwnTokensAndNoOthers() throws IOException {
        var visitor = Visitor.alice(origin);
        Issued own = visitor.signIn(App.WEB);
        Issued foreign = visitor.signIn(App.DESKTOP);

        assertThat(introspect(App.WEB, own.accessToken()).json()).containsEntry("active", true);
        assertThat(introspect(App.WEB, foreign.accessToken()).json()).isEqualTo(INACTIVE);
    }

    @Test
    void whoIsNotAuthenticatedLearnsNothing() throws IOException {
        Issued tokens = Visitor.alice(origin).signIn(App.DESKTOP);

        Refused.with(introspect(App.DESKTOP, tokens.accessToken()), 401, "invalid_client");
        var thief = new App("accounts-api", "guessed", "");
        Refused.with(introspect(thief, tokens.accessToken()), 401, "invalid_client");
    }

    @Test
    void whatIsNoTokenIsInactive() throws IOException {
        assertThat(introspect(App.ACCOUNTS_API, "rubbish").json()).isEqualTo(INACTIVE);
    }
}
