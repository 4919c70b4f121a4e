package dev.countersign.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.desktop.browser.Person;
import dev.countersign.desktop.http.Answer;
import dev.countersign.system.client.App;
import dev.countersign.system.client.AuthorizationRequest;
import dev.countersign.system.client.Everywhere;
import dev.countersign.system.client.Form;
import dev.countersign.system.client.Issued;
import dev.countersign.system.client.Origin;
import dev.countersign.system.client.Visitor;
import dev.countersign.system.stack.RunningStack;
import dev.countersign.system.stack.SystemTest;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Two people share a browser: each has a session of its own, and one signs out. */
@SystemTest
class AccountsOfOneBrowserIT {

    private static final String IN_SESSION = "openid profile accounts:read";

    private final Origin origin;
    private final Everywhere everywhere;
    private final Visitor alice;
    private final Visitor bob;

    AccountsOfOneBrowserIT(RunningStack stack) {
        this.origin = Origin.of(stack);
        this.everywhere = new Everywhere(origin);
        this.alice = Visitor.alice(origin);
        this.bob = alice.handedTo(Person.whoAllows("bob@example.com", Visitor.PASSWORD));
    }

    private Issued issued(Visitor person, String prompt) throws IOException {
        AuthorizationRequest request =
                AuthorizationRequest.of(App.DESKTOP)
                        .with("scope", IN_SESSION)
                        .with("prompt", prompt);
        return Issued.by(person.authorize(request).redeem(origin));
    }

    private String silently(String... more) throws IOException {
        AuthorizationRequest request =
                AuthorizationRequest.of(App.DESKTOP)
                        .with("scope", IN_SESSION)
                        .with("prompt", "none");
        for (int i = 0; i < more.length; i += 2) {
            request = request.with(more[i], more[i + 1]);
        }
        return origin.getWithCookies(request.path(), bob.cookies()).header("Location").orElse("");
    }

    /** OpenID Connect Core 1.0 §3.1.2.1; RP-Initiated Logout 1.0 §2. */
    @Test
    void eachGoesOnAsTheyChooseAndTheLogoutOfOneLeavesTheOtherSignedIn() throws Exception {
        Issued alices = issued(alice, "login");
        Issued bobs = issued(bob, "login");
        Issued chosen = issued(alice, "select_account");
        assertThat(chosen.claims())
                .containsEntry("sub", alices.claims().get("sub"))
                .containsEntry("sid", alices.claims().get("sid"));
        assertThat(bobs.claims().get("sub")).isNotEqualTo(alices.claims().get("sub"));

        Answer answer =
                origin.getWithCookies(
                        "/oauth2/logout?" + Form.of("id_token_hint", alices.idToken()).encoded(),
                        bob.cookies());

        assertThat(answer.header("Location").orElse("")).endsWith("/signed-out");
        everywhere.assertAccessTokenIsGone(alices);
        everywhere.assertAccessTokenIsGone(chosen);
        everywhere.assertWorks(bobs);
        assertThat(silently("id_token_hint", alices.idToken())).contains("error=login_required");
        assertThat(silently("id_token_hint", bobs.idToken())).contains("code=");
        assertThat(issued(bob, "select_account").claims())
                .containsEntry("sid", bobs.claims().get("sid"));
    }
}
