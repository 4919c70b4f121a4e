package dev.countersign.auth.login;

import static dev.countersign.auth.Visitor.answer;
import static dev.countersign.auth.Visitor.link;
import static dev.countersign.auth.Visitor.location;
import static dev.countersign.auth.Visitor.request;
import static dev.countersign.auth.Visitor.tokensRequest;
import static dev.countersign.auth.Visitor.webRequest;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.auth.Declared;
import dev.countersign.auth.Visitor;
import dev.countersign.embedded.EmbeddedStackResource;
import dev.countersign.store.code.AuthorizationCodes;
import dev.countersign.store.code.Redemption.Redeemed;
import dev.countersign.store.session.SessionCookie;
import dev.countersign.store.session.Sessions;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Several accounts in one browser: who is meant, who is asked, and what each of them stays. */
@QuarkusTest
@WithTestResource(EmbeddedStackResource.class)
class AccountsTest {

    private static final String ALICE = "alice@example.com";
    private static final String BOB = "bob@example.com";
    private static final String CAROL = "carol@example.com";
    private static final String CURRENT = "countersign-session";
    private static final String OTHERS = "countersign-other-sessions";
    private static final Duration SOON = Duration.ofSeconds(5);

    @Inject Declared declared;
    @Inject AuthorizationCodes codes;
    @Inject Sessions sessions;

    private final Visitor browser = new Visitor();
    private String aliceToken = "";

    @BeforeEach
    void aliceAndThenBobSignIn() {
        declared.await();
        declared.forgetConsents();
        aliceToken = idToken(browser.signIn(tokensRequest("code id_token"), ALICE));
        signIn(browser, BOB);
    }

    private static Response signIn(Visitor visitor, String email) {
        Response page = visitor.signInPage(webRequest("prompt", "login"));
        return visitor.signIn(page, email, Visitor.PASSWORD);
    }

    private static String idToken(Response answer) {
        return requireNonNull(answer(answer).get("id_token"));
    }

    private SessionCookie held(String cookie) {
        return new SessionCookie(requireNonNull(browser.cookies().get(cookie)));
    }

    private String personOf(Response answer) {
        return codes.redeem(requireNonNull(answer(answer).get("code"))).await().atMost(SOON)
                        instanceof Redeemed(var authorization)
                ? authorization.user().toString()
                : "nobody";
    }

    private void assertIs(Response answer, String email) {
        assertThat(personOf(answer)).isEqualTo(declared.idOf(email));
    }

    private static Map<String, String> laxRequest(String... more) {
        Map<String, String> request =
                request(
                        "client_id", "lax-app",
                        "redirect_uri", "https://lax.example/callback",
                        "scope", "openid");
        for (int i = 0; i < more.length; i += 2) {
            request.put(more[i], more[i + 1]);
        }
        return request;
    }

    /** OpenID Connect Core 1.0 §3.1.2.1. */
    @Test
    void thePageListsAllAccountsAndTheChosenOneIsTheCurrentOneFromThenOn() {
        Response page = browser.signInPage(webRequest("prompt", "select_account"));
        assertThat(page.asString()).contains("Alice Adams", ALICE, BOB, "Use another account");

        assertIs(browser.choose(page, ALICE), ALICE);

        assertIs(browser.authorize(webRequest()), ALICE);
        assertIs(
                browser.choose(browser.signInPage(webRequest("prompt", "select_account")), BOB),
                BOB);
    }

    /** OpenID Connect Core 1.0 §3.1.2.1: nothing is to be selected where nothing says so. */
    @Test
    void withoutAHintTheCurrentAccountAnswers() {
        assertIs(browser.authorize(webRequest("prompt", "none")), BOB);
        assertIs(browser.authorize(webRequest()), BOB);
    }

    /** OpenID Connect Core 1.0 §3.1.2.1. */
    @Test
    void anIdTokenHintIsAnsweredForItsAccountAndChangesNothing() {
        Map<String, String> hinted = tokensRequest("code", "id_token_hint", aliceToken);
        assertIs(browser.authorize(hinted), ALICE);
        hinted.put("prompt", "none");
        assertIs(browser.authorize(hinted), ALICE);

        assertIs(browser.authorize(webRequest("prompt", "none")), BOB);
    }

    /** OpenID Connect Core 1.0 §3.1.2.1. */
    @Test
    void aLoginHintChoosesAnAccountOfTheBrowserForThisRequestAlone() {
        assertIs(browser.authorize(webRequest("login_hint", " Alice@Example.com")), ALICE);
        assertIs(browser.authorize(webRequest("login_hint", ALICE, "prompt", "none")), ALICE);
        assertIs(browser.authorize(webRequest("login_hint", CAROL)), BOB);
        assertIs(browser.authorize(webRequest("prompt", "none")), BOB);

        assertThat(
                        browser.signInPage(
                                        webRequest("login_hint", ALICE, "prompt", "select_account"))
                                .asString())
                .contains("Choose an account");
    }

    @Test
    void theSignInPageHasAWayToTheChoiceAndTheChoiceOneBack() {
        Response form = browser.signInPage(webRequest("prompt", "login"));
        Response choice = browser.get(link(form, "choose"));
        assertThat(choice.asString()).contains(ALICE, BOB);

        Response again = browser.get(link(choice, "another"));
        assertThat(again.asString()).contains("name=\"password\"").doesNotContain(ALICE, BOB);
        assertIs(browser.signIn(again, CAROL, Visitor.PASSWORD), CAROL);

        assertThat(browser.signInPage(webRequest("prompt", "select_account")).asString())
                .contains(ALICE, BOB, CAROL);
    }

    @Test
    void theSamePersonsSignInReplacesTheFormerSessionAndNobodyElses() {
        SessionCookie former = held(OTHERS);
        assertIs(signIn(browser, ALICE), ALICE);

        assertThat(sessions.find(former).await().atMost(SOON)).isEmpty();
        Response page = browser.signInPage(webRequest("prompt", "select_account"));
        assertThat(page.asString().split(ALICE, -1)).hasSize(2);
        assertThat(page.asString()).contains(BOB);
    }

    /** The consent is that of the person who was asked, in whichever tab somebody signs in. */
    @Test
    void theConsentPageIsOfTheAccountThatGoesOn() {
        Response asked = browser.get(location(browser.authorize(request("login_hint", ALICE))));
        assertThat(asked.asString()).contains("Signed in as " + ALICE).doesNotContain(BOB);
        signIn(browser, CAROL);

        assertIs(browser.answer(asked, "allow"), ALICE);

        assertThat(location(browser.authorize(request()))).as("not Carol's").startsWith("/consent");
        String carols = location(browser.authorize(request()));
        signIn(browser, BOB);
        assertThat(browser.get(carols).asString()).contains("Signed in as " + CAROL);
    }

    @Test
    void aConsentPageOfASessionThatIsReplacedIsWorthNothing() {
        Response asked = browser.get(location(browser.authorize(request("login_hint", ALICE))));
        signIn(browser, ALICE);

        browser.answer(asked, "allow").then().statusCode(400);
        browser.answer(asked, "deny").then().statusCode(400);
    }

    @Test
    void whereASessionHasEndedMeanwhileItsPersonSignsInUnderTheAddressThatIsFilledIn() {
        Response page = browser.signInPage(webRequest("prompt", "select_account"));
        SessionCookie alices = held(OTHERS);
        sessions.end(List.of(alices)).await().atMost(SOON);

        Response form = browser.get(location(browser.choose(page, ALICE)));

        assertThat(form.asString()).contains("name=\"password\"", "value=\"" + ALICE + "\"");
        assertIs(browser.signIn(form, ALICE, Visitor.PASSWORD), ALICE);
    }

    @Test
    void aPasswordChangeOfOneLeavesTheOthersAlone() {
        signIn(browser, CAROL);
        declared.changePassword(CAROL);

        assertThat(location(browser.authorize(webRequest()))).startsWith("/login?");
        assertIs(browser.authorize(webRequest("login_hint", BOB)), BOB);
        Response page = browser.signInPage(webRequest("prompt", "select_account"));
        assertThat(location(browser.choose(page, CAROL))).startsWith("/login?");
    }

    /** OpenID Connect Core 1.0 §3.1.2.6: no session was selected, and nobody selects one here. */
    @Test
    void whereTheCurrentSessionHasEndedTheNextOneIsNotTakenUnasked() {
        SessionCookie bobs = held(CURRENT);
        sessions.end(List.of(bobs)).await().atMost(SOON);

        assertThat(answer(browser.authorize(webRequest("prompt", "none"))))
                .containsEntry("error", "account_selection_required");
        Response page = browser.signInPage(webRequest());
        assertThat(page.asString()).contains("Choose an account", ALICE).doesNotContain(BOB);
        assertIs(browser.choose(page, ALICE), ALICE);

        sessions.end(List.of(held(CURRENT))).await().atMost(SOON);
        assertThat(answer(browser.authorize(webRequest("prompt", "none"))))
                .containsEntry("error", "login_required");
    }

    @Test
    void anApplicationForMembersAsksWhichMemberItShallBe() {
        declared.invite(ALICE, "lax-app");
        declared.membersOnly("lax-app", true);
        try {
            assertThat(answer(browser.authorize(laxRequest("prompt", "none"))))
                    .containsEntry("error", "account_selection_required");
            Response page = browser.signInPage(laxRequest());
            assertThat(page.asString()).contains("Choose an account", ALICE).doesNotContain(BOB);
            assertIs(browser.choose(page, ALICE), ALICE);

            Visitor bob = new Visitor();
            signIn(bob, BOB);
            assertThat(bob.signInPage(laxRequest()).asString())
                    .as("nobody to choose")
                    .contains("name=\"password\"")
                    .doesNotContain(BOB);
        } finally {
            declared.membersOnly("lax-app", false);
        }
    }

    /** A browser of the time before: one cookie, one account. */
    @Test
    void oneAccountIsHeldByTheOneCookieThatItAlwaysWas() {
        Visitor alone = new Visitor();
        signIn(alone, ALICE);
        assertThat(alone.cookies()).containsKey(CURRENT).doesNotContainKey(OTHERS);

        signIn(alone, BOB);
        Visitor knowsOneCookie = new Visitor();
        knowsOneCookie.cookies().put(CURRENT, requireNonNull(alone.cookies().get(CURRENT)));
        assertIs(knowsOneCookie.authorize(webRequest()), BOB);
    }

    @Test
    void aStolenSessionIsOfOneAccount() {
        Visitor thief = new Visitor();
        thief.cookies().put(CURRENT, held(CURRENT).value());

        assertThat(thief.signInPage(webRequest("prompt", "select_account")).asString())
                .contains(BOB)
                .doesNotContain(ALICE);
        assertThat(
                        answer(
                                thief.authorize(
                                        tokensRequest(
                                                "code",
                                                "prompt",
                                                "none",
                                                "id_token_hint",
                                                aliceToken))))
                .containsEntry("error", "login_required");
    }

    @Test
    void aBrowserThatHoldsNoSessionIsShownNobodysAddress() {
        Visitor stranger = new Visitor();
        for (Map<String, String> asked :
                List.of(
                        tokensRequest("code", "id_token_hint", aliceToken),
                        tokensRequest(
                                "code", "id_token_hint", aliceToken, "prompt", "select_account"),
                        webRequest("prompt", "select_account"))) {
            assertThat(stranger.signInPage(asked).asString()).doesNotContain(ALICE, BOB, "Alice");
        }
        assertThat(stranger.get("/").asString()).doesNotContain("Accounts in");
    }

    /** RFC 9700 §4.7. */
    @Test
    void theTokenOfOneButtonPressesNoOther() {
        Response page = browser.signInPage(webRequest("prompt", "select_account"));
        String request = page.htmlPath().getString("**.find { it.@name == 'request' }.@value");
        String token = page.htmlPath().getString("**.find { it.@name == 'account_token' }.@value");

        browser.post(
                        "/login",
                        Map.of(
                                "request", request,
                                "chosen", declared.idOf(ALICE),
                                "account_token", token))
                .then()
                .statusCode(400);
        browser.post(
                        "/login",
                        Map.of("request", request, "chosen", "nobody", "account_token", token))
                .then()
                .statusCode(400);
        assertIs(browser.choose(page, BOB), BOB);
    }

    @Test
    void whatTheBrowserMakesUpIsNoSession() {
        browser.cookies().put(OTHERS, "A".repeat(43) + "." + "B".repeat(43));
        assertThat(browser.signInPage(webRequest("prompt", "select_account")).asString())
                .contains(BOB)
                .doesNotContain(ALICE);
        browser.cookies().put(OTHERS, ("A".repeat(43) + ".").repeat(400));
        assertIs(browser.authorize(webRequest()), BOB);
    }

    @Test
    void theHomePageSaysWhoIsSignedIn() {
        assertThat(browser.get("/").asString()).contains("Accounts in this browser", ALICE, BOB);
    }
}
