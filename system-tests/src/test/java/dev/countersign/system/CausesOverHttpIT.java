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
import java.time.Instant;
import org.junit.jupiter.api.Test;

/**
 * Each cause of a revocation that has an endpoint (design: Revocation 1): the API, introspection,
 * userinfo and refreshing refuse, codes and sessions of before are worth nothing, and who signs in
 * right after it is in, everywhere and at once. A refresh token that was stolen: see {@code
 * RefreshRulesIT}.
 */
@SystemTest
class CausesOverHttpIT {

    private static final String IN_SESSION = "openid profile accounts:read";

    private final Origin origin;
    private final Everywhere everywhere;
    private final String issuer;
    private final Administration administration;
    private final Visitor grace;

    /** Of before the rule: tokens, a code that was not redeemed, and a session at the browser. */
    private final Issued tokens;

    private final Authorized code;

    CausesOverHttpIT(RunningStack stack) throws IOException {
        this.origin = Origin.of(stack);
        this.everywhere = new Everywhere(origin);
        this.issuer = stack.issuer();
        this.administration = new Administration(origin);
        this.grace = grace();
        this.tokens = grace.signIn(App.DESKTOP);
        this.code = grace.authorize(App.DESKTOP);
        assertWorks(tokens);
    }

    private Visitor grace() {
        return new Visitor(origin, Person.whoAllows("grace@example.com", Visitor.PASSWORD));
    }

    private void assertWorks(Issued tokens) throws IOException {
        everywhere.assertWorks(tokens);
    }

    private void assertAccessTokenIsGone(Issued tokens) throws Exception {
        everywhere.assertAccessTokenIsGone(tokens);
    }

    private void assertGone(Issued tokens) throws Exception {
        everywhere.assertGone(tokens, App.DESKTOP);
    }

    private void assertCodeIsGone() throws IOException {
        Refused.with(code.redeem(origin), 400, "invalid_grant");
    }

    private void assertSessionIsGone(Visitor visitor) throws IOException {
        assertThat(silently(visitor)).contains("error=login_required");
    }

    private String silently(Visitor visitor) throws IOException {
        return origin.getWithCookies(
                        AuthorizationRequest.of(App.DESKTOP).with("prompt", "none").path(),
                        visitor.cookies())
                .header("Location")
                .orElse("");
    }

    /** At once and everywhere, refreshing and the session included. */
    private void assertSigningInWorks() throws IOException {
        Visitor again = grace();
        Issued fresh = again.signIn(App.DESKTOP);
        assertWorks(fresh);
        assertWorks(Issued.by(fresh.refresh(origin, App.DESKTOP)));
        assertThat(silently(again)).contains("code=");
    }

    private String grant() {
        return String.valueOf(tokens.claims().get("grant_id"));
    }

    @Test
    void theClientRevokesAnAccessToken() throws Exception {
        tokens.revokeAccessToken(origin, App.DESKTOP);

        assertAccessTokenIsGone(tokens);
        assertWorks(Issued.by(tokens.refresh(origin, App.DESKTOP)));
        assertSigningInWorks();
    }

    @Test
    void theClientRevokesTheRefreshToken() throws Exception {
        tokens.revokeRefreshToken(origin, App.DESKTOP);

        assertGone(tokens);
        assertWorks(Issued.by(code.redeem(origin)));
        assertSigningInWorks();
    }

    @Test
    void aCodeIsUsedTwice() throws Exception {
        Issued obtained = Issued.by(code.redeem(origin));
        assertWorks(obtained);

        Refused.with(code.redeem(origin), 400, "invalid_grant");

        assertGone(obtained);
        assertWorks(tokens);
        assertSigningInWorks();
    }

    @Test
    void anAdministratorRevokesAUser() throws Exception {
        administration.revoke("{\"user\": \"grace@example.com\"}");

        assertGone(tokens);
        assertCodeIsGone();
        assertSessionIsGone(grace);
        assertSigningInWorks();
    }

    @Test
    void anAdministratorRevokesAnApplication() throws Exception {
        Issued other = grace.signIn(App.OTHER);

        administration.revoke("{\"application\": \"desktop-app\"}");

        assertGone(tokens);
        assertCodeIsGone();
        assertWorks(other);
        assertSigningInWorks();
    }

    @Test
    void anAdministratorRevokesAGrant() throws Exception {
        administration.revoke("{\"grant\": \"%s\"}".formatted(grant()));

        assertGone(tokens);
        assertWorks(Issued.by(code.redeem(origin)));
        assertSigningInWorks();
    }

    @Test
    void anAdministratorRevokesASession() throws Exception {
        Issued inSession =
                Issued.by(
                        grace.authorize(
                                        AuthorizationRequest.of(App.DESKTOP)
                                                .with("scope", IN_SESSION))
                                .redeem(origin));
        assertWorks(inSession);

        administration.revoke("{\"session\": \"%s\"}".formatted(inSession.claims().get("sid")));

        assertAccessTokenIsGone(inSession);
        assertCodeIsGone();
        assertSessionIsGone(grace);
        // offline access outlives the session
        assertWorks(Issued.by(tokens.refresh(origin, App.DESKTOP)));
        assertSigningInWorks();
    }

    @Test
    void anAdministratorRevokesAllTokensOfAnApi() throws Exception {
        administration.revoke("{\"audience\": \"%s/api\"}".formatted(issuer));

        assertGone(tokens);
        assertCodeIsGone();
        assertSigningInWorks();
    }

    @Test
    void anAdministratorRevokesOneTokenByItsId() throws Exception {
        administration.revoke("{\"token_id\": \"%s\"}".formatted(tokens.claims().get("jti")));

        assertAccessTokenIsGone(tokens);
        assertWorks(Issued.by(tokens.refresh(origin, App.DESKTOP)));
    }

    @Test
    void anAdministratorRevokesEverythingUpToAnInstant() throws Exception {
        Instant authorized =
                Instant.ofEpochMilli(Long.parseLong("" + tokens.claims().get("authorized_at")));
        Issued later = grace().signIn(App.OTHER);

        administration.revoke("{\"everything\": true, \"before\": \"%s\"}".formatted(authorized));

        assertGone(tokens);
        assertWorks(later);
        assertSigningInWorks();
    }
}
