package dev.countersign.auth.admin.home;

import static dev.countersign.auth.Visitor.answer;
import static dev.countersign.auth.Visitor.location;
import static dev.countersign.auth.Visitor.webRequest;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.auth.Declared;
import dev.countersign.auth.Visitor;
import dev.countersign.auth.admin.fixture.Administration;
import dev.countersign.clients.AdminApi;
import dev.countersign.embedded.EmbeddedStackResource;
import dev.countersign.protocol.revocation.RevocationRule;
import dev.countersign.store.revocation.RevocationRules;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(EmbeddedStackResource.class)
class AdminPageResourceTest {

    private static final String ISSUER = "http://localhost:8080";
    private static final String ALICE = "alice@example.com";
    private static final String SESSION = "countersign-admin-session";
    private static final String SIGN_IN = "countersign-admin-sign-in";
    private static final Duration SOON = Duration.ofSeconds(5);

    @Inject Declared declared;
    @Inject RevocationRules rules;
    @Inject Administration administration;

    private final Visitor browser = new Visitor();

    @BeforeEach
    void aliceIsAnAdministrator() {
        declared.await();
        declared.roles(ALICE, "administrator");
    }

    @AfterEach
    void aliceIsNobody() {
        declared.roles(ALICE);
        declared.managesNothing(ALICE);
    }

    /** RFC 6749 §4.1.1, RFC 7636 §4.3. */
    @Test
    void whoIsNotSignedInIsSentToTheAuthorizationEndpoint() {
        Response sent = browser.get("/admin");

        assertThat(location(sent)).startsWith(ISSUER + "/oauth2/authorize?");
        assertThat(answer(sent))
                .containsEntry("response_type", "code")
                .containsEntry("client_id", "countersign-admin-pages")
                .containsEntry("redirect_uri", ISSUER + "/admin")
                .containsEntry("code_challenge_method", "S256")
                .containsEntry("scope", String.join(" ", AdminApi.SENTENCES.keySet()))
                .doesNotContainKey("prompt");
        assertThat(sent.getDetailedCookie(SIGN_IN).isHttpOnly()).isTrue();
        assertThat(sent.getHeader("Cache-Control")).contains("no-store");
        assertThat(answer(new Visitor().get("/admin")).get("state"))
                .isNotEqualTo(answer(sent).get("state"));
    }

    @Test
    void anAdministratorSignsInAndSeesWhatTheyMayDo() {
        Response page = signedIn();

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.asString())
                .contains("Alice", ALICE, "You are an administrator")
                .contains(
                        AdminApi.SENTENCES.values().stream()
                                .map(it -> it.replace("'", "&#39;"))
                                .toList());
        assertThat(page.getHeader("Content-Security-Policy")).contains("frame-ancestors 'none'");
        assertThat(browser.cookies().get(SIGN_IN)).isEmpty();
    }

    @Test
    void anAuditorSeesThatTheyReadOnly() {
        declared.roles(ALICE, "auditor");

        assertThat(signedIn().asString())
                .contains("You are an auditor")
                .contains(AdminApi.SENTENCES.get(AdminApi.AUDIT_READ))
                .doesNotContain(AdminApi.SENTENCES.get(AdminApi.TOKENS_REVOKE))
                .doesNotContain("change and erase people");
    }

    @Test
    void aManagerSeesTheApplicationsThatAreTheirs() {
        declared.roles(ALICE);
        declared.manages(ALICE, "desktop-app");

        assertThat(signedIn().asString())
                .contains("You manage these applications", "Desktop &lt;App&gt; &amp; Co")
                .doesNotContain("Web App", AdminApi.SENTENCES.get(AdminApi.APPLICATIONS_READ));
    }

    @Test
    void whoHasNoRoleIsToldSo() {
        declared.roles(ALICE);

        assertThat(signedIn().asString())
                .contains("You have no role in administration")
                .doesNotContain(AdminApi.SENTENCES.get(AdminApi.TOKENS_READ))
                .doesNotContain("countersign-admin application list");
    }

    @Test
    void aRoleThatIsTakenAwayIsGoneAtTheNextLook() {
        signedIn();
        declared.roles(ALICE);

        assertThat(browser.get("/admin").asString()).contains("You have no role");
    }

    @Test
    void whatIsRevokedEndsTheSession() {
        signedIn();
        RevocationRule rule = RevocationRule.onUser(Set.of(declared.idOf(ALICE)));
        rules.record(rule, "left", "a test").await().atMost(SOON);

        assertThat(location(browser.get("/admin"))).startsWith(ISSUER + "/oauth2/authorize?");
    }

    /** RFC 9700 §4.7: an attacker's answer in the browser of somebody else. */
    @Test
    void anAnswerThatAnotherBrowserAskedForIsRefused() {
        String attackers = location(answered(browser));
        Visitor victim = new Visitor();
        victim.get("/admin");

        Response refused = victim.get(local(attackers));

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.asString()).contains("This sign-in did not work");
        assertThat(victim.cookies()).doesNotContainKey(SESSION);
        assertThat(browser.get(local(attackers)).statusCode())
                .as("the code was not spent")
                .isEqualTo(303);
    }

    /** RFC 9207 §2.4. */
    @Test
    void anAnswerOfAnotherIssuerIsRefused() {
        String own = local(location(answered(browser)));

        Response refused = browser.get(own.replace("iss=http%3A%2F%2Flocalhost", "iss=evil"));

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(browser.cookies()).doesNotContainKey(SESSION);
    }

    @Test
    void anAnswerThatIsAnErrorIsRefusedWithAPage() {
        String state = answer(browser.get("/admin")).get("state");

        Response refused =
                browser.get(
                        "/admin?error=access_denied&iss=http%3A%2F%2Flocalhost%3A8080&state="
                                + state);

        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.asString()).contains("This sign-in did not work");
    }

    /** Mix-up: a code that another application got does not sign in to administration. */
    @Test
    void aCodeOfAnotherApplicationIsWorthNothing() {
        String state = answer(browser.get("/admin")).get("state");
        String foreign = answer(new Visitor().signIn(webRequest(), ALICE)).get("code");

        Response refused =
                browser.get(
                        "/admin?code=%s&iss=http%%3A%%2F%%2Flocalhost%%3A8080&state=%s"
                                .formatted(foreign, state));

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(browser.cookies()).doesNotContainKey(SESSION);
    }

    /** Two sign-ins of one browser: each code has a verifier of its own. */
    @Test
    void aCodeOfASignInThatWasBegunBeforeIsWorthNothing() {
        String code = answer(answered(browser)).get("code");
        String state = answer(browser.get("/admin")).get("state");

        Response refused =
                browser.get(
                        "/admin?code=%s&iss=http%%3A%%2F%%2Flocalhost%%3A8080&state=%s"
                                .formatted(code, state));

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(browser.cookies()).doesNotContainKey(SESSION);
    }

    /** RFC 6749 §4.1.2. */
    @Test
    void aCodeThatIsUsedTwiceEndsTheSession() {
        String answer = local(location(answered(browser)));
        String signIn = browser.cookies().get(SIGN_IN);
        browser.get(answer);
        assertThat(browser.get("/admin").statusCode()).isEqualTo(200);
        browser.cookies().put(SIGN_IN, signIn);

        assertThat(browser.get(answer).statusCode()).isEqualTo(400);

        assertThat(browser.get("/admin").statusCode()).isEqualTo(303);
    }

    @Test
    void whoSignsOutHasToSignInAgain() {
        Response page = signedIn();
        Map<String, String> cookies = new HashMap<>(browser.cookies());

        Response out = browser.post("/admin", Map.of("token", token(page), "next", "sign-out"));

        assertThat(location(out)).endsWith("/signed-out");
        browser.cookies().putAll(cookies);
        assertThat(browser.get("/admin").statusCode()).isEqualTo(303);
    }

    @Test
    void whoSignsInAsSomebodyElseIsAskedForThePasswordAgain() {
        Response page = signedIn();

        Response sent = browser.post("/admin", Map.of("token", token(page), "next", "sign-in"));

        assertThat(answer(sent)).containsEntry("prompt", "login");
    }

    /** OpenID Connect RP-Initiated Logout 1.0 §2: the admin session rests on the one that ends. */
    @Test
    void whoSignsOutOfTheServerIsSignedOutOfAdministration() {
        signedIn();
        Response asked = browser.get("/oauth2/logout");
        String confirmation =
                asked.htmlPath().getString("**.find { it.@name == 'confirmation' }.@value");

        browser.post("/oauth2/logout", Map.of("confirmation", confirmation, "answer", "sign-out"));

        assertThat(browser.cookies().get(SESSION)).as("its cookie is still there").isNotEmpty();
        assertThat(browser.get("/admin").statusCode()).isEqualTo(303);
    }

    /** RFC 9700 §4.7. */
    @Test
    void aForgedFormEndsNothing() {
        signedIn();

        assertThat(browser.post("/admin", Map.of("token", "0-x")).statusCode()).isEqualTo(400);
        assertThat(browser.post("/admin", Map.of()).statusCode()).isEqualTo(400);

        assertThat(browser.get("/admin").statusCode()).isEqualTo(200);
    }

    /** Contract, section 1: JSON is authenticated by a bearer token only. */
    @Test
    void theCookieOpensNothingButPages() {
        signedIn();

        for (String path : new String[] {"/admin/users", "/admin/applications", "/admin/audit"}) {
            assertThat(browser.get(path).statusCode()).as(path).isEqualTo(401);
        }
    }

    /** Whoever may administer could otherwise lead everybody's sign-in elsewhere. */
    @Test
    void nobodyChangesTheApplicationOfThePages() {
        Administration.Person admin = administration.administrator();
        String self = "/admin/applications/countersign-admin-pages";

        assertThat(administration.by(admin).get(self).statusCode()).isEqualTo(200);
        for (Response refused :
                List.of(
                        administration
                                .by(admin)
                                .header("If-Match", "\"0\"")
                                .contentType("application/merge-patch+json")
                                .body("{\"redirect_uris\": [\"https://evil.example/admin\"]}")
                                .patch(self),
                        administration.by(admin).header("If-Match", "\"0\"").delete(self),
                        administration
                                .by(admin)
                                .contentType("application/json")
                                .body("{\"overlap\": \"PT1H\"}")
                                .post(self + "/secret"),
                        administration.by(admin).put(self + "/managers/" + admin.user()))) {
            assertThat(refused.statusCode()).isEqualTo(409);
            assertThat(refused.jsonPath().getString("detail")).contains("the server's own");
        }
        assertThat(new Visitor().get(self).statusCode()).isEqualTo(401);
    }

    private Response signedIn() {
        assertThat(location(browser.get(local(location(answered(browser))))))
                .isEqualTo(ISSUER + "/admin");
        return browser.get("/admin");
    }

    /** Signs in at the login page, as far as the redirect that carries the code. */
    private static Response answered(Visitor visitor) {
        Response login = visitor.get(location(visitor.get(local(location(visitor.get("/admin"))))));
        return visitor.signIn(login, ALICE, Visitor.PASSWORD);
    }

    private static String token(Response page) {
        return page.htmlPath().getString("**.find { it.@name == 'token' }.@value");
    }

    /** The service under test listens elsewhere than its issuer says. */
    private static String local(String url) {
        assertThat(url).startsWith(ISSUER);
        return url.substring(ISSUER.length());
    }
}
