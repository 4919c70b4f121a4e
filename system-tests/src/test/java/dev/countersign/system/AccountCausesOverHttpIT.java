package dev.countersign.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.desktop.browser.Person;
import dev.countersign.system.client.Administration;
import dev.countersign.system.client.App;
import dev.countersign.system.client.AuthorizationRequest;
import dev.countersign.system.client.Authorized;
import dev.countersign.system.client.Everywhere;
import dev.countersign.system.client.Issued;
import dev.countersign.system.client.Origin;
import dev.countersign.system.client.Refused;
import dev.countersign.system.client.Visitor;
import dev.countersign.system.stack.RunningStack;
import dev.countersign.system.stack.SystemTest;
import java.io.IOException;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * What an administrator does to an account, made by the API alone, takes back what the person has
 * given (design: Revocation 1): at the API, introspection, userinfo and refreshing, with the code
 * and the session of before.
 */
@SystemTest
class AccountCausesOverHttpIT {

    private static final String PASSWORD = "seven-lamps-of-brass";

    private final String email = "nora-" + UUID.randomUUID() + "@example.com";
    private final Origin origin;
    private final Everywhere everywhere;
    private final Administration administration;
    private final String id;
    private final Visitor nora;
    private final Issued tokens;
    private final Authorized code;

    AccountCausesOverHttpIT(RunningStack stack) throws IOException {
        this.origin = Origin.of(stack);
        this.everywhere = new Everywhere(origin);
        this.administration = new Administration(origin);
        this.id =
                administration
                        .call(
                                "POST",
                                "/admin/users",
                                """
                                {"first_name": "Nora", "email": "%s", "password": "%s",
                                 "confirm_password": "%s"}
                                """
                                        .formatted(email, PASSWORD, PASSWORD),
                                201)
                        .text("id");
        this.nora = nora(PASSWORD);
        this.tokens = nora.signIn(App.DESKTOP);
        this.code = nora.authorize(App.DESKTOP);
        assertWorks(tokens);
    }

    private Visitor nora(String password) {
        return new Visitor(origin, Person.whoAllows(email, password));
    }

    private void assertWorks(Issued tokens) throws IOException {
        everywhere.assertWorks(tokens);
    }

    private void assertEverythingIsGone() throws Exception {
        everywhere.assertGone(tokens, App.DESKTOP);
        Refused.with(code.redeem(origin), 400, "invalid_grant");
        assertThat(silently()).contains("error=login_required");
    }

    /** By the session of before. */
    private String silently() throws IOException {
        return origin.getWithCookies(
                        AuthorizationRequest.of(App.DESKTOP).with("prompt", "none").path(),
                        nora.cookies())
                .header("Location")
                .orElse("");
    }

    private void assertSignsIn(String password) throws IOException {
        assertWorks(nora(password).signIn(App.DESKTOP));
    }

    private void assertDoesNotSignIn(String password) throws IOException {
        assertThat(nora(password).visit(AuthorizationRequest.of(App.DESKTOP)).toString())
                .doesNotContain("code=");
    }

    private String user(String part) {
        return "/admin/users/" + id + part;
    }

    @Test
    void theUserIsDisabled() throws Exception {
        administration.call("PATCH", user(""), "{\"enabled\": false}", 200);

        assertEverythingIsGone();
        assertDoesNotSignIn(PASSWORD);
        administration.call("PATCH", user(""), "{\"enabled\": true}", 200);
        assertSignsIn(PASSWORD);
    }

    @Test
    void thePasswordIsReset() throws Exception {
        administration.call("POST", user("/password"), "{}", 200);

        assertEverythingIsGone();
        assertDoesNotSignIn(PASSWORD);
    }

    @Test
    void sessionsAndGrantsAreEnded() throws Exception {
        administration.call("POST", user("/sessions/end"), "{}", 204);

        assertEverythingIsGone();
        assertSignsIn(PASSWORD);
    }

    @Test
    void thePersonIsErased() throws Exception {
        administration.call("DELETE", user(""), "", 204);

        assertEverythingIsGone();
        assertDoesNotSignIn(PASSWORD);
    }

    /** What other applications were given stays. */
    @Test
    void theMembershipIsRemoved() throws Exception {
        Issued other = nora.signIn(App.OTHER);
        String member = "/admin/applications/desktop-app/users/" + id;
        administration.call("PUT", member, "", 204);

        administration.call("DELETE", member, "", 204);

        everywhere.assertGone(tokens, App.DESKTOP);
        Refused.with(code.redeem(origin), 400, "invalid_grant");
        assertWorks(other);
    }
}
