package dev.countersign.auth.logout;

import static dev.countersign.auth.Visitor.answer;
import static dev.countersign.auth.Visitor.location;
import static dev.countersign.auth.Visitor.webRequest;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.auth.Declared;
import dev.countersign.auth.Visitor;
import dev.countersign.auth.admin.fixture.Administration;
import dev.countersign.auth.authorize.AuthorizationResponse;
import dev.countersign.auth.logout.Hints.Hint;
import dev.countersign.embedded.EmbeddedStackResource;
import dev.countersign.store.session.SessionCookie;
import dev.countersign.store.session.SessionCookies;
import dev.countersign.store.session.Sessions;
import dev.countersign.store.session.SsoSession;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** OpenID Connect RP-Initiated Logout 1.0 in a browser in which two people are signed in. */
@QuarkusTest
@WithTestResource(EmbeddedStackResource.class)
class LogoutOfAccountsTest {

    private static final String PATH = "/oauth2/logout";
    private static final String ALICE = "alice@example.com";
    private static final String BOB = "bob@example.com";
    private static final Duration SOON = Duration.ofSeconds(5);

    @Inject Declared declared;
    @Inject Sessions sessions;
    @Inject Hints hints;
    @Inject Administration administration;

    private final Visitor browser = new Visitor();
    private SessionCookies held = SessionCookies.NONE;
    private SsoSession alice;
    private SsoSession bob;

    @BeforeEach
    void aliceAndThenBobAreSignedIn() {
        declared.await();
        alice = signedIn(ALICE);
        bob = signedIn(BOB);
    }

    private SsoSession signedIn(String email) {
        SsoSession begun = declared.beginningSession(email);
        held = sessions.begin(begun, held).await().atMost(SOON);
        browser.cookies().put("countersign-session", held.current().orElseThrow().value());
        browser.cookies()
                .put(
                        "countersign-other-sessions",
                        held.others().stream()
                                .map(SessionCookie::value)
                                .collect(Collectors.joining(".")));
        return begun;
    }

    private Response logout(Map<String, String> request) {
        return browser.get(AuthorizationResponse.withQuery(PATH, request));
    }

    private Response confirm(Response page, Map<String, String> request) {
        Map<String, String> form = new HashMap<>(request);
        form.put(
                "confirmation",
                page.htmlPath().getString("**.find { it.@name == 'confirmation' }.@value"));
        form.put("answer", "sign-out");
        return browser.post(PATH, form);
    }

    private boolean isSignedIn(String email) {
        return location(browser.authorize(webRequest("login_hint", email, "prompt", "none")))
                .contains("code=");
    }

    private int rulesOn(SsoSession session) {
        return administration
                .rows("select from revocation_rules where sid = $1", session.sid().value())
                .size();
    }

    /** §2: the session of the hint, and nobody else's. */
    @Test
    void aHintSignsItsAccountOutAndTheOthersStay() {
        Response done = logout(hints.parameters(Hint.OURS, alice));

        assertThat(location(done)).endsWith("/signed-out");
        assertThat(browser.get("/signed-out").asString())
                .contains(BOB + " stays signed in")
                .doesNotContain(ALICE);
        assertThat(isSignedIn(BOB)).isTrue();
        assertThat(rulesOn(alice)).isEqualTo(1);
        assertThat(rulesOn(bob)).isZero();
        assertThat(sessions.find(held.others().getFirst()).await().atMost(SOON)).isEmpty();
    }

    @Test
    void afterTheCurrentAccountsLogoutTheOtherIsChosenAndNotTaken() {
        logout(hints.parameters(Hint.OURS, bob));

        assertThat(answer(browser.authorize(webRequest("prompt", "none"))))
                .containsEntry("error", "account_selection_required");
        Response page = browser.signInPage(webRequest());
        assertThat(answer(browser.choose(page, ALICE))).containsKey("code");
    }

    /** §2: who does not say as whom is asked about everybody. */
    @Test
    void withoutAHintThePageNamesAllAccountsAndEndsThem() {
        Map<String, String> request = hints.parameters(Hint.CLIENT_ID_ALONE, bob);
        Response page = logout(request);
        assertThat(page.asString())
                .contains("Signed in as " + ALICE, "Signed in as " + BOB, "Sign out of all");

        confirm(page, request);

        assertThat(rulesOn(alice)).isEqualTo(1);
        assertThat(rulesOn(bob)).isEqualTo(1);
        assertThat(answer(browser.authorize(webRequest("prompt", "none"))))
                .containsEntry("error", "login_required");
        assertThat(browser.cookies().get("countersign-session")).isEmpty();
        assertThat(browser.cookies().get("countersign-other-sessions")).isEmpty();
    }

    /** §2: a hint of another session is asked about, and names its person all the same. */
    @Test
    void aStaleHintAsksForItsAccountAlone() {
        Map<String, String> request = hints.parameters(Hint.STALE, alice);
        Response page = logout(request);
        assertThat(page.asString())
                .contains("Signed in as " + ALICE, BOB + " stays signed in")
                .doesNotContain("Signed in as " + BOB, "Sign out of all");

        confirm(page, request);

        assertThat(rulesOn(alice)).isEqualTo(1);
        assertThat(rulesOn(bob)).isZero();
        assertThat(isSignedIn(BOB)).isTrue();
    }

    /** RFC 9700 §4.7: what was confirmed is what the page named. */
    @Test
    void whereSomebodyHasSignedInSinceThePageIsWorthNothing() {
        Response page = logout(Map.of());
        signedIn("carol@example.com");

        confirm(page, Map.of()).then().statusCode(400);
        assertThat(rulesOn(alice)).isZero();
    }
}
