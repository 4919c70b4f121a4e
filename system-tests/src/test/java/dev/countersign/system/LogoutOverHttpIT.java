package dev.countersign.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.desktop.browser.Person;
import dev.countersign.desktop.http.Answer;
import dev.countersign.system.client.App;
import dev.countersign.system.client.AuthorizationRequest;
import dev.countersign.system.client.Authorized;
import dev.countersign.system.client.Everywhere;
import dev.countersign.system.client.Form;
import dev.countersign.system.client.Issued;
import dev.countersign.system.client.Origin;
import dev.countersign.system.client.Refused;
import dev.countersign.system.client.Visitor;
import dev.countersign.system.stack.RunningStack;
import dev.countersign.system.stack.SystemTest;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/**
 * OpenID Connect RP-Initiated Logout 1.0 over HTTP: what ends with the session and what outlives
 * it, at the API, introspection, userinfo and refreshing.
 */
@SystemTest
class LogoutOverHttpIT {

    private static final String IN_SESSION = "openid profile accounts:read";
    private static final String BACK = "http://127.0.0.1:1/signed-out-callback";

    private final Origin origin;
    private final Everywhere everywhere;
    private final Visitor heidi;
    private final Issued tokens;
    private final Authorized code;

    LogoutOverHttpIT(RunningStack stack) throws IOException {
        this.origin = Origin.of(stack);
        this.everywhere = new Everywhere(origin);
        this.heidi = heidi();
        this.tokens = heidi.signIn(App.DESKTOP);
        this.code = heidi.authorize(App.DESKTOP);
        everywhere.assertWorks(tokens);
    }

    private Visitor heidi() {
        return new Visitor(origin, Person.whoAllows("heidi@example.com", Visitor.PASSWORD));
    }

    private Issued inSession(App app) throws IOException {
        return Issued.by(
                heidi.authorize(AuthorizationRequest.of(app).with("scope", IN_SESSION))
                        .redeem(origin));
    }

    private Answer logout(Form request) throws IOException {
        return origin.getWithCookies("/oauth2/logout?" + request.encoded(), heidi.cookies());
    }

    private Form request(Issued hint) {
        return Form.of(
                "id_token_hint",
                hint.idToken(),
                "post_logout_redirect_uri",
                BACK,
                "state",
                "state-of-the-app");
    }

    private String silently() throws IOException {
        return origin.getWithCookies(
                        AuthorizationRequest.of(App.DESKTOP).with("prompt", "none").path(),
                        heidi.cookies())
                .header("Location")
                .orElse("");
    }

    @Test
    void anApplicationSignsThePersonOut() throws Exception {
        Issued own = inSession(App.DESKTOP);
        Issued others = inSession(App.OTHER);
        Issued othersOffline = heidi.signIn(App.OTHER);
        Issued ownElsewhere = heidi().signIn(App.DESKTOP);

        Answer answer = logout(request(tokens));

        assertThat(answer.header("Location")).hasValue(BACK + "?state=state-of-the-app");
        everywhere.assertGone(tokens, App.DESKTOP);
        everywhere.assertAccessTokenIsGone(own);
        everywhere.assertAccessTokenIsGone(others);
        Refused.with(code.redeem(origin), 400, "invalid_grant");
        assertThat(silently()).contains("error=login_required");
        everywhere.assertWorks(othersOffline);
        everywhere.assertWorks(Issued.by(othersOffline.refresh(origin, App.OTHER)));
        everywhere.assertWorks(ownElsewhere);
        everywhere.assertWorks(heidi().signIn(App.DESKTOP));
    }

    /** §2: a hint of another session than this browser's. */
    @Test
    void aStaleHintTakesNothingBackUnlessThePersonSaysSo() throws Exception {
        Issued elsewhere = heidi().signIn(App.DESKTOP);

        Answer answer = logout(request(elsewhere));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).contains("Sign out?");
        everywhere.assertWorks(tokens);
        everywhere.assertWorks(elsewhere);
        assertThat(silently()).contains("code=");
    }
}
