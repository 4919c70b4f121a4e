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
import org.junit.jupiter.api.Test;

/** Data belongs to the person of the token. */
@SystemTest
class WhoSeesWhatIT {

    private final Origin origin;

    WhoSeesWhatIT(RunningStack stack) {
        this.origin = Origin.of(stack);
    }

    @Test
    void twoPeopleSeeDifferentData() throws IOException {
        Issued alice = Visitor.alice(origin).signIn(App.DESKTOP);
        Issued bob = Visitor.bob(origin).signIn(App.WEB);

        assertThat(api("/api/me", alice).text("email")).isEqualTo("alice@example.com");
        assertThat(api("/api/me", bob).text("email")).isEqualTo("bob@example.com");
        assertThat(api("/api/accounts", alice).body())
                .isNotEqualTo(api("/api/accounts", bob).body());
    }

    @Test
    void userInfoIsOfThePersonOfTheToken() throws IOException {
        Issued bob = Visitor.bob(origin).signIn(App.WEB);

        Answer answer = origin.get("/oauth2/userinfo", bob.accessToken());

        assertThat(answer.json())
                .containsEntry("sub", bob.claims().get("sub"))
                .containsEntry("email", "bob@example.com");
    }

    @Test
    void anApplicationOfItsOwnHasNoPersonAndNoRefreshToken() throws IOException {
        Answer answer =
                origin.post(
                        "/oauth2/token",
                        App.SERVICE,
                        Form.of("grant_type", "client_credentials", "scope", "accounts:read"));

        Issued own = Issued.by(answer);
        assertThat(answer.json()).doesNotContainKeys("refresh_token", "id_token");
        assertThat(own.claims())
                .containsEntry("client_id", "service-app")
                .doesNotContainKeys("grant_id", "sid", "auth_time");
        Refused.challenging(origin.get("/api/me", own.accessToken()), 403, "insufficient_scope");
        Refused.challenging(
                origin.get("/oauth2/userinfo", own.accessToken()), 401, "invalid_token");
    }

    private Answer api(String path, Issued tokens) throws IOException {
        Answer answer = origin.get(path, tokens.accessToken());
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer;
    }
}
